# SPDX-License-Identifier: MIT
"""The style sheet of a report: light and dark as the reader's system asks."""

STYLE = """
:root{--paper:#fff;--ink:#1d2330;--soft:#667085;--rule:#e3e6ec;--panel:#f6f7f9;
--c1:#2f6fde;--c2:#d9822b;--c3:#2a9d6f;--c4:#a84fc0}
@media(prefers-color-scheme:dark){:root{--paper:#15181e;--ink:#e6e9ef;--soft:#98a1b2;--rule:#2c323d;--panel:#1c2027;
--c1:#6ea2ff;--c2:#f0a556;--c3:#57c99a;--c4:#d08be4}}
body{margin:0 auto;max-width:64rem;padding:2rem 1.25rem 4rem;background:var(--paper);color:var(--ink);
font:15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
h1{font-size:1.6rem;margin:0}h2{font-size:1.1rem;margin:2.4rem 0 .8rem;border-bottom:1px solid var(--rule);
padding-bottom:.3rem}p.sub{color:var(--soft);margin:.2rem 0 0}
.scores{display:flex;flex-wrap:wrap;gap:1rem;margin-top:1.4rem}
.score{background:var(--panel);border-radius:10px;padding:.9rem 1.2rem;min-width:11rem}
.score b{display:block;font-size:1.9rem;font-weight:650;font-variant-numeric:tabular-nums}
.score small{color:var(--soft)}
.row{display:flex;flex-wrap:wrap;gap:1.2rem}figure{flex:1 1 24rem;margin:0;min-width:0;max-width:30rem}
figcaption{font-weight:600;margin-bottom:.3rem}svg{width:100%;height:auto}
svg text{fill:var(--soft);font-size:11px}svg .end{text-anchor:end}svg .mid{text-anchor:middle}
svg text.strong{fill:var(--paper);font-weight:600}
.grid{stroke:var(--rule)}.line{fill:none;stroke-width:1.8}.dot{stroke:none}.ring{fill:none;stroke-width:2}
.cell{fill:var(--c1);stroke:var(--paper)}
a{color:var(--c1)}svg a{cursor:pointer;outline:none}
svg a:hover .cell,svg a:focus .cell{stroke:var(--ink);stroke-width:2}
h2{scroll-margin-top:1rem}.listing{display:none;scroll-margin-top:70vh}.listing:target{display:block}
h3{font-size:1rem;margin:1.2rem 0 .5rem}a.close{float:right;font-weight:400;font-size:.9rem}
.line.c1,.ring.c1{stroke:var(--c1)}.line.c2,.ring.c2{stroke:var(--c2)}.line.c3,.ring.c3{stroke:var(--c3)}
.dot.c1{fill:var(--c1)}.dot.c2{fill:var(--c2)}.dot.c3{fill:var(--c3)}
.legend{display:flex;gap:1rem;flex-wrap:wrap;color:var(--soft);font-size:.85rem}
.key::before{content:"";display:inline-block;width:.9rem;height:.2rem;border-radius:2px;margin-right:.4rem;
vertical-align:middle;background:currentColor}
.key.c1::before{background:var(--c1)}.key.c2::before{background:var(--c2)}.key.c3::before{background:var(--c3)}
.wide{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem}
th,td{text-align:left;padding:.25rem .8rem .25rem 0;border-bottom:1px solid var(--rule);vertical-align:top}
th{color:var(--soft);font-weight:600}td.number{text-align:right;font-variant-numeric:tabular-nums}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.2rem;margin:0}dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
"""
