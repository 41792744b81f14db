# SPDX-License-Identifier: MIT
"""Its rivals: support vector machines and SKRRR on functionals of whole utterances (paper.md, Section 6).

Why so: features standardised per speaker do not depend on who is trained on, so that one kernel matrix of all
utterances serves every fold and every cost; each training takes its rows and columns from it. The plain way, a support
vector machine on the features a fold and a cost, computes the same numbers again for each of them.
"""
