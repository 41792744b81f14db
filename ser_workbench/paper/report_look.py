# SPDX-License-Identifier: MIT
"""The style sheet of the paper's report: light and dark as the reader's system asks, and on paper always light."""

LIGHT = (
    "--paper:#fff;--ink:#1b2330;--soft:#5b6778;--rule:#dde2e9;--panel:#f5f7fa;--link:#0b5cad;"
    "--c1:#0072b2;--c2:#d55e00;--yes:#00795a;--no:#b84300;--open:#6b7686;--yes-soft:#e3f4ee;--no-soft:#fdece2;"
    "--open-soft:#eef1f5"
)
DARK = (
    "--paper:#14181f;--ink:#e7ebf1;--soft:#9aa6b6;--rule:#2d343f;--panel:#1b2028;--link:#7cc0ff;"
    "--c1:#5fb4f0;--c2:#f0894a;--yes:#3ecf9e;--no:#f2925a;--open:#9aa6b6;--yes-soft:#15332b;--no-soft:#3a2418;"
    "--open-soft:#252b35"
)
LOOK = f"""
:root{{color-scheme:light;{LIGHT}}}
@media screen and (prefers-color-scheme:dark){{:root{{color-scheme:dark;{DARK}}}}}
*{{box-sizing:border-box}}
body{{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",sans-serif}}
main,header>div{{max-width:66rem;margin:0 auto;padding:0 1.5rem}}
header{{background:var(--panel);border-bottom:1px solid var(--rule);padding:2.6rem 0 1.8rem}}
.over{{margin:0 0 .5rem;color:var(--soft);font-size:.85rem;letter-spacing:.06em;text-transform:uppercase}}
h1{{font-size:2rem;line-height:1.2;margin:0 0 .5rem;font-weight:680;letter-spacing:-.01em}}
header p.lead{{margin:0;color:var(--soft);max-width:48rem}}
nav{{margin-top:1.2rem;display:flex;flex-wrap:wrap;gap:.3rem 1.3rem;font-size:.93rem}}
h2{{font-size:1.35rem;margin:3.2rem 0 .9rem;font-weight:660;scroll-margin-top:1rem}}
h3{{font-size:1.05rem;margin:0 0 .3rem;font-weight:640}}section>h3{{margin:1.8rem 0 .5rem}}
a{{color:var(--link);text-decoration:none}}a:hover,a:focus{{text-decoration:underline}}
p{{margin:.3rem 0 .8rem}}.sub,.remarks,.legend,figcaption small{{color:var(--soft);font-size:.87rem}}
.warn{{background:var(--no-soft);border-left:4px solid var(--no);padding:.7rem 1rem;margin:1.2rem 0;
border-radius:4px}}
.warn ul{{margin:.2rem 0;padding-left:1.2rem}}
.verdicts{{display:flex;gap:3px;height:12px;margin:1.6rem 0 .7rem}}.verdicts span{{border-radius:3px;flex-basis:0}}
.verdicts .yes{{background:var(--yes)}}.verdicts .no{{background:var(--no)}}.verdicts .open{{background:var(--open);
opacity:.55}}
.counts{{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 2rem;padding:0;margin:0}}
.counts b{{font-size:1.6rem;font-variant-numeric:tabular-nums;margin-right:.3rem}}
.counts .yes b{{color:var(--yes)}}.counts .no b{{color:var(--no)}}.counts .open b{{color:var(--open)}}
.finding{{display:grid;grid-template-columns:9.6rem minmax(0,1fr);gap:1.2rem;padding:1.3rem 0;
border-top:1px solid var(--rule);break-inside:avoid}}
.verdict{{margin:0;font-weight:620;
font-size:.92rem;white-space:nowrap;border-radius:6px;padding:.35rem .6rem;align-self:start}}
.verdict span{{margin-right:.45rem;font-weight:800}}
.yes .verdict{{color:var(--yes);background:var(--yes-soft)}}.no .verdict{{color:var(--no);background:var(--no-soft)}}
.open .verdict{{color:var(--open);background:var(--open-soft)}}
.finding .sub{{margin:.6rem 0 0}}.finding .sub b{{font-weight:620;color:var(--ink);margin-right:.3rem}}
.ids{{overflow-wrap:anywhere;font-size:.8rem}}
.wide{{overflow-x:auto}}table{{border-collapse:collapse;font-variant-numeric:tabular-nums}}
.parts{{width:100%;font-size:.88rem}}.parts td{{padding:.18rem .8rem .18rem 0;vertical-align:middle}}
.parts .forest{{width:260px;min-width:200px}}.parts .number{{white-space:nowrap;width:11.5rem}}
svg{{display:block;width:100%;height:auto}}.forest .zero{{stroke:var(--soft);stroke-dasharray:2 2}}
.forest .whisker{{stroke-width:1.8}}.forest .whisker.yes{{stroke:var(--yes)}}.forest .whisker.no{{stroke:var(--no)}}
.forest .whisker.open{{stroke:var(--open)}}.forest circle.yes{{fill:var(--yes)}}.forest circle.no{{fill:var(--no)}}
.forest circle.open{{fill:var(--open)}}
.numbers{{font-size:.92rem;min-width:60%}}.numbers caption{{text-align:left;font-size:1rem;margin-bottom:.5rem}}
.numbers thead th{{color:var(--soft);font-weight:600;text-align:right;padding:.35rem 0 .35rem 1.2rem;
border-bottom:2px solid var(--rule);vertical-align:bottom}}
.numbers thead td{{border-bottom:2px solid var(--rule)}}
.numbers tbody th{{text-align:left;font-weight:500;padding:.4rem 1rem .4rem 0;vertical-align:top;white-space:nowrap}}
.numbers tbody td{{text-align:right;padding:.4rem 0 .4rem 1.2rem;vertical-align:top;white-space:nowrap}}
.numbers tbody tr{{border-bottom:1px solid var(--rule)}}.numbers small{{color:var(--soft);font-size:.78rem}}
.dense small{{display:block}}.published{{display:block;color:var(--c2);font-size:.8rem}}.none{{color:var(--soft)}}
.files{{font-size:.82rem;margin-left:.7rem}}.remarks{{padding-left:1.1rem;margin:.6rem 0 0}}
.shown{{margin:0 0 2.2rem;break-inside:avoid}}figure{{margin:0 0 2rem;break-inside:avoid}}
figcaption{{font-weight:620;margin-bottom:.5rem}}figcaption small{{font-weight:400;display:block}}
.projection{{max-width:940px}}.small-multiples{{display:grid;
grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:1rem 1.4rem}}
.small-multiples figure{{margin:0}}.small-multiples figcaption{{font-size:.9rem;margin:0}}
.chart text,.small-multiples text{{fill:var(--soft);font-size:12px}}.chart text.ink{{fill:var(--ink);font-size:13px}}
.end{{text-anchor:end}}.mid{{text-anchor:middle}}.grid{{stroke:var(--rule)}}
.line{{fill:none;stroke-width:1.8}}.line.c1{{stroke:var(--c1)}}.line.c2{{stroke:var(--c2)}}
.dashed{{stroke-dasharray:5 4}}
.dot.c1{{fill:var(--c1)}}.dot.c2{{fill:var(--c2)}}.hollow{{fill:none;stroke-width:1.5}}.hollow.c1{{stroke:var(--c1)}}
.hollow.c2{{stroke:var(--c2)}}
.legend{{display:flex;gap:.3rem 1.4rem;flex-wrap:wrap;margin-top:.4rem}}
.key::before{{content:"";display:inline-block;width:1rem;height:.22rem;margin-right:.45rem;vertical-align:middle;
background:var(--soft);border-radius:2px}}
.key.c1::before{{background:var(--c1)}}.key.c2::before{{background:var(--c2)}}
.key.dot::before{{width:.6rem;height:.6rem;border-radius:50%}}
.key.diamond::before{{width:.55rem;height:.55rem;transform:rotate(45deg);background:none;
border:1.5px solid var(--soft);border-radius:0}}
.plain{{font-size:.88rem;width:100%}}.plain th,.plain td{{text-align:left;padding:.3rem 1rem .3rem 0;
border-bottom:1px solid var(--rule);vertical-align:top;overflow-wrap:anywhere}}
.plain th{{color:var(--soft);font-weight:600;white-space:nowrap}}.plain td.right,.plain th.right{{text-align:right;
white-space:nowrap}}
dl{{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.25rem 1.4rem;margin:0 0 1.4rem;font-size:.9rem}}
dt{{color:var(--soft)}}dd{{margin:0;overflow-wrap:anywhere}}
pre{{background:var(--panel);border:1px solid var(--rule);border-radius:6px;padding:.8rem 1rem;white-space:pre-wrap;
overflow-wrap:anywhere;font:.85rem/1.5 ui-monospace,Menlo,Consolas,monospace}}
footer{{max-width:66rem;margin:3rem auto 0;padding:1rem 1.5rem 3rem;color:var(--soft);font-size:.85rem;
border-top:1px solid var(--rule)}}
@media(max-width:44rem){{.finding{{grid-template-columns:1fr;gap:.6rem}}.verdict{{justify-self:start}}}}
@media print{{@page{{margin:16mm 14mm}}body{{font-size:10pt}}header{{background:none;padding:0 0 1rem}}
nav,.files{{display:none}}
main,header>div,footer{{max-width:none;padding:0}}h2{{break-after:avoid;margin-top:1.6rem}}a{{color:inherit}}
.wide{{overflow:visible}}
.numbers{{font-size:8pt}}.numbers tbody td,.numbers thead th{{padding-left:.5rem;white-space:normal}}
*{{print-color-adjust:exact;-webkit-print-color-adjust:exact}}}}
"""
