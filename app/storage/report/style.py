"""The look of a report, in light and in dark, on a screen and on paper."""

CSS = """
:root { color-scheme: light dark;
  --ground: #f4f5f7; --card: #ffffff; --ink: #1b1f24; --soft: #5b6470; --line: #dde1e6; --wash: #f0f2f5;
  --accent: #0b62d6; --good: #11733f; --good-wash: #e2f4e8; --warn: #8a5300; --warn-wash: #fdf0d8;
  --bad: #b3261e; --bad-wash: #fce8e6; --plain-wash: #e8ebef; --mark: #e0115f;
  --shade: 0 1px 2px rgb(16 24 40 / .06), 0 2px 8px rgb(16 24 40 / .05); }
@media (prefers-color-scheme: dark) { :root {
  --ground: #14161a; --card: #1d2025; --ink: #e8eaed; --soft: #a0a8b3; --line: #32373f; --wash: #262a31;
  --accent: #7db4ff; --good: #6fd39a; --good-wash: #17352a; --warn: #f3bd63; --warn-wash: #3a2d14;
  --bad: #ff8f85; --bad-wash: #43211f; --plain-wash: #2c3138; --mark: #ff4d8d; --shade: none; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); -webkit-text-size-adjust: 100%;
  font: 15px/1.5 system-ui, "Segoe UI", Cantarell, "Noto Sans", "DejaVu Sans", sans-serif; }
main, header { max-width: 1180px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 36px; padding-bottom: 8px; }
h1 { font-size: 26px; line-height: 1.25; margin: 6px 0 14px; font-weight: 650; letter-spacing: -.01em;
  white-space: pre-wrap; overflow-wrap: anywhere; }
h2 { font-size: 19px; margin: 34px 0 12px; font-weight: 620; }
h3 { font-size: 12px; margin: 0 0 8px; font-weight: 640; text-transform: uppercase; letter-spacing: .06em;
  color: var(--soft); }
p { margin: 0 0 8px; } .soft { color: var(--soft); } a { color: var(--accent); }
.kicker { color: var(--soft); font-size: 13px; letter-spacing: .02em; }
.pill { display: inline-block; padding: 1px 10px; border-radius: 999px; font-size: 13px; font-weight: 600;
  background: var(--plain-wash); color: var(--ink); white-space: nowrap; }
.pill.good { background: var(--good-wash); color: var(--good); } .pill.warn { background: var(--warn-wash);
  color: var(--warn); } .pill.bad { background: var(--bad-wash); color: var(--bad); }
.verdict { display: flex; flex-wrap: wrap; gap: 10px; align-items: baseline; margin: 0 0 16px; }
.verdict .pill { font-size: 15px; padding: 3px 14px; }
dl.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); gap: 12px 24px; margin: 0; }
dl.facts dt { font-size: 12px; color: var(--soft); } dl.facts dd { margin: 0; overflow-wrap: anywhere; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 20px 22px;
  margin: 0 0 18px; box-shadow: var(--shade); }
.notice { border-left: 4px solid var(--warn); } .notice.bad { border-left-color: var(--bad); }
.step > .top { display: flex; gap: 12px; align-items: baseline; flex-wrap: wrap; margin-bottom: 4px; }
.step .count { color: var(--soft); font-variant-numeric: tabular-nums; font-size: 14px; }
.step .purpose { font-size: 17px; font-weight: 620; flex: 1 1 300px; overflow-wrap: anywhere; }
.step .action { color: var(--soft); margin-bottom: 14px; overflow-wrap: anywhere; }
.error { color: var(--bad); font-weight: 550; overflow-wrap: anywhere; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(420px, 100%), 1fr)); gap: 16px;
  margin-bottom: 18px; }
figure { margin: 0; } figcaption { font-size: 12px; color: var(--soft); margin-top: 5px; display: flex; gap: 8px;
  justify-content: space-between; }
.shot { display: block; width: 100%; height: auto; border: 1px solid var(--line); border-radius: 8px;
  background: var(--wash); } figure a { display: block; cursor: zoom-in; }
figure a:focus-visible, .close:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.gone { padding: 40px 16px; text-align: center; color: var(--soft); border: 1px dashed var(--line);
  border-radius: 8px; }
.gallery { position: absolute; width: 0; height: 0; overflow: hidden; }
rect, circle, line { fill: none; vector-effect: non-scaling-stroke; }
.halo { stroke: #fff; stroke-width: 5; stroke-opacity: .85; } .target { stroke: #e0115f; stroke-width: 2.5; }
.runner-up { stroke: #6b4ee6; stroke-width: 1.5; stroke-dasharray: 5 4; }
.mark { font: 600 13px system-ui, sans-serif; fill: #6b4ee6; stroke: #fff; stroke-width: 3; paint-order: stroke; }
.point-halo { stroke: #fff; stroke-width: 4; stroke-opacity: .85; } .point { stroke: #e0115f; stroke-width: 2; }
.dot { fill: #e0115f; stroke: none; } .drag { stroke: #e0115f; stroke-width: 2; stroke-dasharray: 6 4; }
.chosen { display: grid; grid-template-columns: minmax(0, 380px) minmax(0, 1fr); gap: 6px 24px; margin-bottom: 20px; }
.chosen h3 { grid-column: 1 / -1; margin-bottom: 2px; } .chosen > :only-of-type { grid-column: 1 / -1; }
@media (max-width: 760px) { .chosen { grid-template-columns: minmax(0, 1fr); } }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(300px, 100%), 1fr)); gap: 20px 28px; }
.columns > div { min-width: 0; } .columns ul { margin: 4px 0 0; padding-left: 20px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 600; color: var(--soft); font-size: 12px; }
th, td { padding: 5px 14px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top; white-space: nowrap; }
td.wide { width: 99%; white-space: normal; min-width: 150px; } tr:last-child td { border-bottom: 0; }
.scroll { overflow-x: auto; } .said { background: var(--wash); border-radius: 4px; padding: 0 5px;
  overflow-wrap: anywhere; white-space: pre-wrap; }
.bar { display: flex; height: 10px; border-radius: 5px; overflow: hidden; background: var(--wash); margin: 2px 0 8px; }
.bar i { display: block; height: 100%; min-width: 1px; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 14px; font-size: 13px; color: var(--soft); }
.legend i { display: inline-block; width: 9px; height: 9px; border-radius: 2px; margin-right: 5px; }
.p0 { background: #4c8dff; } .p1 { background: #26a69a; } .p2 { background: #9b7bff; } .p3 { background: #f0a53a; }
.p4 { background: #e0607e; } .p5 { background: #7aa843; } .p6 { background: #b0763f; } .p7 { background: #8893a1; }
.lightbox { display: none; } .lightbox:target { display: flex; position: fixed; inset: 0; z-index: 9; padding: 20px;
  background: rgb(10 12 16 / .88); align-items: center; justify-content: center; }
.lightbox .shot { width: auto; max-width: 100%; height: 100%; max-height: 100%; border: 0; background: none; }
.lightbox .close { position: absolute; inset: 0; cursor: zoom-out; }
.lightbox svg { position: relative; pointer-events: none; }
footer { color: var(--soft); font-size: 13px; padding: 12px 0 48px; }
@media print { body { background: #fff; } .card { break-inside: avoid; box-shadow: none; }
  .lightbox { display: none; } }
"""
