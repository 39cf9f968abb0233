/* The charts of several runs side by side. */

const xs = times(page.dates);

const curves = c => [
  { name: page.benchmark, values: page.benchmarkEquity, color: c.benchmark, width: 1.4 },
  ...page.sleeves.map((sleeve, i) => ({ name: sleeve.name, values: sleeve.equity, color: c.distinct[i % c.distinct.length], width: 1.7 })),
];

function drawdown(c) {
  return {
    ...frame(c), grid: plane(), dataZoom: [still()], tooltip: hover(c, value => percent(value, 1)),
    xAxis: timeAxis(c), yAxis: valueAxis(c, value => percent(value, 0), { max: 0, scale: false, splitNumber: 3 }),
    series: page.sleeves.map((sleeve, i) => line(sleeve.name, points(xs, sleeve.drawdown), c.distinct[i % c.distinct.length], {
      lineStyle: { width: 1.2, color: c.distinct[i % c.distinct.length] },
    })),
  };
}

drawCurves('chart-equity', xs, curves);
draw('chart-drawdown', drawdown);

announce();
