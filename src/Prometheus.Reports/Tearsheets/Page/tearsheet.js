/* The charts of one run. */

const daily = page.daily;
const xs = times(daily.dates);

/* The deepest stays under water, behind the curve. */
const spells = c => ({
  silent: true, itemStyle: { color: c.shade }, label: { show: true, position: 'insideTop', color: c.muted, fontSize: 11 },
  data: page.worst.slice(0, 3).map(([from, to], i) => [{ name: String(i + 1), xAxis: Date.parse(from) }, { xAxis: to ? Date.parse(to) : view.last }]),
});

const curves = c => [
  { name: page.benchmark, values: daily.benchmarkEquity, color: c.benchmark, width: 1.4 },
  { name: page.sleeve, values: daily.equity, color: c.sleeve, width: 1.9 },
];

/* Stress regimes stand behind the equity. */
const regimes = c => ({
  silent: true, label: { show: false },
  data: page.regimes.map(([label, from, to]) => [
    { xAxis: Date.parse(from), itemStyle: { color: c.loss, opacity: label === 'CRISIS' ? 0.16 : 0.07 } }, { xAxis: Date.parse(to) },
  ]),
});

/* How far the sleeve is ahead of its benchmark since the start. */
function lead(c) {
  const values = daily.equity.map((value, i) => known(value) && known(daily.benchmarkEquity[i]) ? value / daily.benchmarkEquity[i] - 1 : null);
  return {
    ...frame(c), grid: plane(), dataZoom: [still()], tooltip: hover(c, value => signedPercent(value, 1)),
    xAxis: timeAxis(c, { axisLine: { onZero: false, lineStyle: { color: c.rule } } }), yAxis: valueAxis(c, value => signedPercent(value, 0), { splitNumber: 3, scale: false }),
    series: [line('Lead over ' + page.benchmark, points(xs, values), c.sleeve, { areaStyle: { color: c.sleeve, opacity: 0.14 } })],
  };
}

function drawdown(c) {
  return {
    ...frame(c), grid: plane(), dataZoom: [still()], tooltip: hover(c, value => percent(value, 1)),
    xAxis: timeAxis(c), yAxis: valueAxis(c, value => percent(value, 0), { max: 0, scale: false, splitNumber: 3 }),
    series: [
      line(page.benchmark, points(xs, daily.benchmarkDrawdown), c.benchmark, { lineStyle: { width: 1, color: c.benchmark } }),
      line(page.sleeve, points(xs, daily.drawdown), c.loss, { lineStyle: { width: 1.3, color: c.loss }, areaStyle: { color: c.loss, opacity: 0.18 }, markArea: spells(c) }),
    ],
  };
}

/* Months of a year in a row, the year's total and its excess over the benchmark beside them. */
function months(c, width) {
  const narrow = width < 700;
  const years = page.years.map(year => String(year[0]));
  const label = value => narrow ? fixed(value * 100, 0) : percent(value, 1);
  const shade = share => echarts.color.lerp((Math.max(-1, Math.min(1, share)) + 1) / 2, [c.loss, c.paper, c.gain]);
  const cells = (rows, largest) => rows.filter(([, , value]) => known(value)).map(([x, y, value]) => ({
    value: [x, y, value], itemStyle: { color: shade(value / largest) }, label: { color: textOn(shade(value / largest)) },
  }));
  const rowOf = year => years.indexOf(String(year));
  const monthly = page.months.map(([year, month, value]) => [month - 1, rowOf(year), value]);
  const yearly = page.years.map(([year, value]) => [0, rowOf(year), value]);
  const excess = page.years.map(([year, value, other]) => [1, rowOf(year), known(value) && known(other) ? value - other : null]);
  const largest = rows => Math.max(0.0001, ...rows.map(row => Math.abs(row[2] ?? 0)));
  const [most, mostYear] = [largest(monthly), largest(yearly.concat(excess))];
  const names = (gridIndex, data, extra) => ({
    type: 'category', gridIndex, data, axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false },
    axisLabel: { color: c.muted, fontSize: narrow ? 10.5 : 12, interval: 0 }, ...extra,
  });
  const heat = (name, data, plane) => ({
    type: 'heatmap', name, data, xAxisIndex: plane, yAxisIndex: plane, itemStyle: { borderColor: c.paper, borderWidth: 2, borderRadius: 4 }, emphasis: { disabled: true },
    label: { show: true, fontSize: narrow ? 10 : 12, fontFamily: c.font, formatter: item => label(item.value[2]) },
  });
  return {
    ...frame(c), grid: [plane({ left: narrow ? 34 : 62, right: '17%', top: 24, bottom: 2 }), plane({ left: '84.5%', right: narrow ? 0 : 22, top: 24, bottom: 2 })],
    tooltip: { ...hover(c), trigger: 'item', formatter: item => box(
      item.seriesIndex === 0 ? years[item.value[1]] + '-' + String(item.value[0] + 1).padStart(2, '0') : years[item.value[1]],
      [[item.color, item.seriesName, signedPercent(item.value[2], 2)]]) },
    xAxis: [names(0, monthNames.map(name => narrow ? name[0] : name), { position: 'top' }), names(1, narrow ? ['Yr', 'Ex'] : ['Year', 'Excess'], { position: 'top' })],
    yAxis: [names(0, years, { inverse: true }), names(1, years, { inverse: true, show: false })],
    visualMap: { show: false, min: 0, max: 1, seriesIndex: [], dimension: 2 },
    series: [heat('Month', cells(monthly, most), 0), heat('Year', cells(yearly, mostYear), 1), heat('Over ' + page.benchmark, cells(excess, mostYear), 1)],
  };
}

function rolling(c) {
  const level = { silent: true, symbol: 'none', label: { show: false }, data: [{ yAxis: 0, lineStyle: { color: c.rule, type: 'solid', width: 1 } }] };
  if (known(page.sharpe)) {
    level.data.push({ yAxis: page.sharpe, lineStyle: { color: c.sleeve, type: [4, 4], width: 1 } });
  }
  return {
    ...frame(c), grid: plane(), dataZoom: [still()], tooltip: hover(c, value => fixed(value, 2)),
    xAxis: timeAxis(c), yAxis: valueAxis(c, value => fixed(value, 1)),
    series: [
      line(page.benchmark, points(xs, daily.benchmarkRollingSharpe), c.benchmark),
      line(page.sleeve, points(xs, daily.rollingSharpe), c.sleeve, { markLine: level }),
    ],
  };
}

/* Two planes over one time axis. */
const twoPlanes = [plane({ bottom: '40%' }), plane({ top: '68%' })];
const twoTimes = c => [timeAxis(c, { gridIndex: 0, axisLabel: { show: false } }), timeAxis(c, { gridIndex: 1 })];

function exposure(c) {
  const longOnly = daily.gross.every((gross, i) => Math.abs(gross - daily.net[i]) < 1e-6);
  const series = [
    line(longOnly ? 'Gross and net' : 'Gross', points(xs, daily.gross), c.sleeve),
    ...longOnly ? [] : [line('Net', points(xs, daily.net), c.second)],
    line('Cash', points(xs, daily.cash), c.benchmark, { lineStyle: { width: 1, color: c.benchmark }, areaStyle: { color: c.benchmark, opacity: 0.22 } }),
  ];
  if (daily.fragile.some(known)) series.push(line('Fragile names', points(xs, daily.fragile), c.loss, { lineStyle: { width: 1.2, color: c.loss } }));
  series.push(line('Names held', points(xs, daily.names), c.muted, { xAxisIndex: 1, yAxisIndex: 1, step: 'end', lineStyle: { width: 1.1, color: c.muted } }));
  return {
    ...frame(c), grid: twoPlanes, dataZoom: [still()],
    tooltip: hover(c, (value, name) => name === 'Names held' ? fixed(value, 0) : percent(value, 1)), axisPointer: { link: [{ xAxisIndex: 'all' }] },
    xAxis: twoTimes(c),
    yAxis: [valueAxis(c, value => percent(value, 0), { scale: false }), valueAxis(c, value => fixed(value, 0), { gridIndex: 1, splitNumber: 2, minInterval: 1 })],
    series,
  };
}

function monthlyTurnover() {
  const sums = new Map();
  daily.dates.forEach((date, i) => sums.set(date.slice(0, 7), (sums.get(date.slice(0, 7)) ?? 0) + (daily.turnover[i] ?? 0)));
  return [...sums].map(([month, sum]) => [Math.min(view.last, Math.max(view.first, Date.parse(month + '-15'))), sum]);
}

function costs(c) {
  const stacked = (name, values, color) => line(name, points(xs, values, 1e4), color, { stack: 'cost', lineStyle: { width: 0 }, areaStyle: { color, opacity: 1 } });
  return {
    ...frame(c), grid: twoPlanes, dataZoom: [still()],
    tooltip: hover(c, (value, name) => name === 'Turnover in the month' ? percent(value, 0) : fixed(value, 0) + ' bps'),
    xAxis: twoTimes(c),
    yAxis: [valueAxis(c, value => fixed(value, 0) + ' bps', { scale: false }), valueAxis(c, value => percent(value, 0), { gridIndex: 1, splitNumber: 2, scale: false })],
    series: [
      stacked('Commission', daily.cumulativeCommission, c.series[1]),
      stacked('Slippage', daily.cumulativeSlippage, c.series[0]),
      { type: 'bar', name: 'Turnover in the month', data: monthlyTurnover(), xAxisIndex: 1, yAxisIndex: 1, color: c.muted, barMaxWidth: 12, emphasis: { disabled: true } },
    ],
  };
}

function sectors(c) {
  const days = times(page.sectors.dates);
  const until = days.concat(view.last);
  return {
    ...frame(c), grid: plane(), dataZoom: [still()],
    tooltip: hover(c, value => percent(value, 1)),
    xAxis: timeAxis(c), yAxis: valueAxis(c, value => percent(value, 0), { scale: false }),
    series: page.sectors.names.map((name, i) => line(name, points(until, page.sectors.weights[i].concat(page.sectors.weights[i].slice(-1))), c.series[i % c.series.length], {
      stack: 'sectors', lineStyle: { width: 0.6, color: c.paper }, areaStyle: { color: c.series[i % c.series.length], opacity: 1 },
    })),
  };
}

drawCurves('chart-equity', xs, curves, page.regimes.length ? regimes : undefined);
draw('chart-lead', lead);
draw('chart-drawdown', drawdown);
draw('chart-months', months, false);
draw('chart-rolling', rolling);
draw('chart-exposure', exposure);
draw('chart-costs', costs);
draw('chart-sectors', sectors);

/* The daily numbers, as a file. */
document.getElementById('download').addEventListener('click', () => {
  const columns = Object.keys(daily);
  const rows = daily.dates.map((_, i) => columns.map(key => daily[key][i] ?? '').join(','));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([[columns.join(','), ...rows, ''].join('\n')], { type: 'text/csv' }));
  link.download = page.runId + '.csv';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
});

announce();
