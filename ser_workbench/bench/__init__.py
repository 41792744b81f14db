# SPDX-License-Identifier: MIT
"""How fast the parts are on this machine, each measured in one run beside the plain way of doing it.

Why so: speed is told as a ratio and never tested against a clock, because machines differ and are shared;
the two ways take turns, so that a drift of the machine touches both alike.
"""
