namespace Spikelihood.Reports.Fits;

/// <summary>The look of the report: a printed paper, readable on a phone.</summary>
internal static class ReportStyle
{
    // No child selectors and no entities: the sheet stands inside XML as it is.
    public const string Sheet = """

        :root { color-scheme: light; }
        * { box-sizing: border-box; }
        body { margin: 0; background: #fff; color: #222; font: 16px/1.5 Helvetica, Arial, "Liberation Sans", "Nimbus Sans", sans-serif; }
        main { max-width: 46rem; margin: 0 auto; padding: 1.2rem 1rem 4rem; }
        h1 { font-size: 1.6rem; line-height: 1.2; margin: .6rem 0 .8rem; overflow-wrap: anywhere; }
        h2 { font-size: 1.15rem; margin: 2.4rem 0 .5rem; padding-top: .5rem; border-top: 1px solid #ccc; }
        p { margin: .5rem 0; }
        p.verdict { font-size: 1.06rem; }
        .box { border-left: 6px solid #bbb; background: #f6f6f6; padding: .6rem .9rem; margin: 1rem 0; }
        .box .boxhead { font-weight: bold; margin: 0; }
        .box ul { margin: .3rem 0 .1rem; padding-left: 1.2rem; }
        .box.wrong { border: 2px solid #b2182b; border-left-width: 10px; background: #fdecea; }
        .box.wrong .boxhead { color: #8e1020; font-size: 1.1rem; }
        .box.right { border: 2px solid #1b7837; border-left-width: 10px; background: #edf7ee; }
        .box.right .boxhead { color: #11592a; font-size: 1.1rem; }
        .box.careful { border-left-color: #d55e00; background: #fff4e5; }
        figure { margin: 1.2rem 0 1.6rem; }
        figcaption, .caption { font-size: .86rem; line-height: 1.4; color: #444; text-align: left; }
        figcaption { margin-top: .3rem; }
        .caption { margin: 1.2rem 0 0; break-after: avoid; }
        .scroll { overflow-x: auto; max-width: 100%; }
        .scroll svg { display: block; width: 100%; min-width: 560px; height: auto; }
        table { border-collapse: collapse; font-size: .84rem; margin: .3rem 0 1.2rem; border-bottom: 1.5px solid #444; }
        thead { border-top: 1.5px solid #444; border-bottom: 1px solid #888; }
        th, td { padding: .2rem .6rem .2rem 0; text-align: left; white-space: nowrap; font-variant-numeric: tabular-nums; vertical-align: top; }
        thead th { font-weight: bold; }
        td.long { white-space: normal; min-width: 18rem; }
        tbody th { font-weight: normal; }
        td.off { color: #a84300; font-weight: bold; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; font-size: .9rem; }
        dt { color: #666; }
        dd { margin: 0; overflow-wrap: anywhere; }
        details { margin: .8rem 0; }
        summary { cursor: pointer; color: #005a8c; }
        pre { background: #f6f6f6; padding: .8rem; overflow-x: auto; font-size: .8rem; line-height: 1.4; }
        @media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dt { margin-top: .4rem; } }
        @media print {
          body { font-size: 10.5pt; }
          main { max-width: none; padding: 0; }
          figure, table, .box { break-inside: avoid; }
          h2 { break-after: avoid; }
          .scroll { overflow: visible; }
          .scroll svg { min-width: 0; }
        }

        """;
}
