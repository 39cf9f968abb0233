/* The charts of one run. */

const daily = page.daily;
const xs = times(daily.dates);
view.first = view.from = xs[0];
view.last = view.to = xs[xs.length - 1];

const inView = values => values.filter((value, i) => known(value) && xs[i] >= view.from && xs[i] <= view.to);
const growth = Math.max(...inView(daily.equity)) / Math.min(...inView(daily.equity));
let logarithmic = growth > 3;

/* The deepest stays under water, behind the curve. */
const spells = c => ({
  silent: true, itemStyle: { color: c.shade }, label: { show: true, position: 'insideTop', color: c.muted, fontSize: 11 },
  data: page.worst.slice(0, 3).map(([from, to], i) => [{ name: String(i + 1), xAxis: Date.parse(from) }, { xAxis: to ? Date.parse(to) : view.last }]),
});

function equity(c) {
  const visible = inView(daily.equity).concat(inView(daily.benchmarkEquity));
  const ticks = logarithmic ? roundTicks(Math.min(...visible), Math.max(...visible)) : null;
  const scale = logarithmic
    ? { type: 'log', min: Math.min(...visible), max: Math.max(...visible) }
    : {};
  const axis = valueAxis(c, short, scale);
  if (ticks) {
    axis.axisLabel.customValues = ticks;
    axis.axisTick = { show: false, customValues: ticks };
    axis.splitLine.customValues = ticks;
  }
  return {
    ...frame(c), grid: plane({ bottom: 54 }), legend: legend(c), dataZoom: [slider(c), still()],
    tooltip: hover(c, value => fixed(value, 0) + ' ' + page.currency),
    xAxis: timeAxis(c), yAxis: axis,
    series: [
      line(page.benchmark, points(xs, daily.benchmarkEquity), c.benchmark),
      line(page.sleeve, points(xs, daily.equity), c.sleeve, { lineStyle: { width: 1.9, color: c.sleeve } }),
    ],
  };
}

function drawdown(c) {
  return {
    ...frame(c), grid: plane({ top: 28 }), legend: legend(c), dataZoom: [still()], tooltip: hover(c, value => percent(value, 1)),
    xAxis: timeAxis(c), yAxis: valueAxis(c, value => percent(value, 0), { max: 0, scale: false, splitNumber: 3 }),
    series: [
      line(page.benchmark, points(xs, daily.benchmarkDrawdown), c.benchmark, { lineStyle: { width: 1, color: c.benchmark } }),
      line(page.sleeve, points(xs, daily.drawdown), c.loss, { lineStyle: { width: 1.3, color: c.loss }, areaStyle: { color: c.loss, opacity: 0.18 }, markArea: spells(c) }),
    ],
  };
}

/* Months of a year in a row, the year's total and its excess over the benchmark beside them. */
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function months(c, width) {
  const narrow = width < 700;
  const years = page.years.map(year => String(year[0]));
  const label = value => narrow ? fixed(value * 100, 0) : percent(value, 1);
  const cells = (rows, largest) => rows.filter(([, , value]) => known(value)).map(([x, y, value]) => ({
    value: [x, y, value], label: { color: Math.abs(value) > 0.55 * largest ? c.onStrong : c.ink },
  }));
  const rowOf = year => years.indexOf(String(year));
  const monthly = page.months.map(([year, month, value]) => [month - 1, rowOf(year), value]);
  const yearly = page.years.map(([year, value]) => [13, rowOf(year), value]);
  const excess = page.years.map(([year, value, other]) => [14, rowOf(year), known(value) && known(other) ? value - other : null]);
  const largest = rows => Math.max(0.0001, ...rows.map(row => Math.abs(row[2] ?? 0)));
  const [most, mostYear] = [largest(monthly), largest(yearly.concat(excess))];
  const shades = (seriesIndex, limit) => ({ type: 'continuous', show: false, seriesIndex, dimension: 2, min: -limit, max: limit, inRange: { color: [c.loss, c.paper, c.gain] } });
  const heat = (name, data) => ({
    type: 'heatmap', name, data, itemStyle: { borderColor: c.paper, borderWidth: 2, borderRadius: 4 }, emphasis: { disabled: true },
    label: { show: true, fontSize: narrow ? 10 : 12, fontFamily: c.font, formatter: item => label(item.value[2]) },
  });
  return {
    ...frame(c), grid: plane({ left: narrow ? 34 : 62, right: narrow ? 0 : 22, top: 24, bottom: 2 }),
    tooltip: { ...hover(c), trigger: 'item', formatter: item => box(
      item.seriesIndex === 0 ? years[item.value[1]] + '-' + String(item.value[0] + 1).padStart(2, '0') : years[item.value[1]],
      [[item.color, item.seriesName, signedPercent(item.value[2], 2)]]) },
    xAxis: { type: 'category', position: 'top', data: [...monthNames.map(name => narrow ? name[0] : name), '', narrow ? 'Y' : 'Year', narrow ? '±' : 'Excess'],
      axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false }, axisLabel: { color: c.muted, fontSize: 11.5, interval: 0 } },
    yAxis: { type: 'category', inverse: true, data: years, axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false }, axisLabel: { color: c.muted, fontSize: narrow ? 10.5 : 12, interval: 0 } },
    visualMap: [shades(0, most), shades([1, 2], mostYear)],
    series: [heat('Month', cells(monthly, most)), heat('Year', cells(yearly, mostYear)), heat('Over ' + page.benchmark, cells(excess, mostYear))],
  };
}

function rolling(c) {
  const level = { silent: true, symbol: 'none', label: { show: false }, data: [{ yAxis: 0, lineStyle: { color: c.rule, type: 'solid', width: 1 } }] };
  if (known(page.sharpe)) {
    level.data.push({ yAxis: page.sharpe, lineStyle: { color: c.sleeve, type: [4, 4], width: 1 },
      label: { show: true, formatter: 'whole run ' + fixed(page.sharpe, 2), position: 'insideStartTop', color: c.muted, fontSize: 11 } });
  }
  return {
    ...frame(c), grid: plane(), legend: legend(c), dataZoom: [still()], tooltip: hover(c, value => fixed(value, 2)),
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
  const series = [
    line('Gross', points(xs, daily.gross), c.sleeve),
    line('Net', points(xs, daily.net), c.second, { lineStyle: { width: 1.2, type: [5, 4], color: c.second } }),
    line('Cash', points(xs, daily.cash), c.benchmark, { lineStyle: { width: 1, color: c.benchmark }, areaStyle: { color: c.benchmark, opacity: 0.22 } }),
  ];
  if (daily.fragile.some(known)) series.push(line('Fragile names', points(xs, daily.fragile), c.loss, { lineStyle: { width: 1.2, color: c.loss } }));
  series.push(line('Names held', points(xs, daily.names), c.muted, { xAxisIndex: 1, yAxisIndex: 1, step: 'end', lineStyle: { width: 1.1, color: c.muted } }));
  return {
    ...frame(c), grid: twoPlanes, legend: legend(c), dataZoom: [still()],
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
  const stacked = (name, values, color) => line(name, points(xs, values, 1e4), color, { stack: 'cost', lineStyle: { width: 0 }, areaStyle: { color, opacity: 0.75 } });
  return {
    ...frame(c), grid: twoPlanes, legend: legend(c), dataZoom: [still()],
    tooltip: hover(c, (value, name) => name === 'Turnover in the month' ? percent(value, 0) : fixed(value, 0) + ' bps'),
    xAxis: twoTimes(c),
    yAxis: [valueAxis(c, value => fixed(value, 0) + ' bps', { scale: false }), valueAxis(c, value => percent(value, 0), { gridIndex: 1, splitNumber: 2, scale: false })],
    series: [
      stacked('Commission', daily.cumulativeCommission, c.second),
      stacked('Slippage', daily.cumulativeSlippage, c.loss),
      { type: 'bar', name: 'Turnover in the month', data: monthlyTurnover(), xAxisIndex: 1, yAxisIndex: 1, color: c.muted, barMaxWidth: 12, emphasis: { disabled: true } },
    ],
  };
}

function sectors(c) {
  const days = times(page.sectors.dates);
  const until = days.concat(view.last);
  return {
    ...frame(c), grid: plane({ top: 46 }), legend: legend(c, { type: 'plain', itemHeight: 9, itemWidth: 9, itemGap: 14 }), dataZoom: [still()],
    tooltip: hover(c, value => percent(value, 1)),
    xAxis: timeAxis(c), yAxis: valueAxis(c, value => percent(value, 0), { scale: false }),
    series: page.sectors.names.map((name, i) => line(name, points(until, page.sectors.weights[i].concat(page.sectors.weights[i].slice(-1))), c.series[i % c.series.length], {
      stack: 'sectors', step: 'end', lineStyle: { width: 0 }, areaStyle: { color: c.series[i % c.series.length], opacity: 0.85 },
    })),
  };
}

/* What the visible range did. */
function tellRange() {
  const change = values => {
    const seen = inView(values);
    return seen.length > 1 ? seen[seen.length - 1] / seen[0] - 1 : null;
  };
  const whole = view.from <= view.first && view.to >= view.last;
  document.getElementById('in-view').textContent = whole ? 'Drag the handles to look closer; every chart over time follows.'
    : `In view ${day(view.from)} – ${day(view.to)}: ${page.sleeve} ${signedPercent(change(daily.equity))}, ${page.benchmark} ${signedPercent(change(daily.benchmarkEquity))}.`;
}

const main = draw('chart-equity', equity);
draw('chart-drawdown', drawdown);
draw('chart-months', months, false);
draw('chart-rolling', rolling);
draw('chart-exposure', exposure);
draw('chart-costs', costs);
draw('chart-sectors', sectors);
followZoom(main);

const scaleButtons = document.querySelectorAll('[data-scale]');
for (const button of scaleButtons) {
  button.addEventListener('click', () => {
    logarithmic = button.dataset.scale === 'log';
    press(scaleButtons, button);
    redraw(main);
  });
}
press(scaleButtons, document.querySelector(`[data-scale="${logarithmic ? 'log' : 'linear'}"]`));

const rangeButtons = document.querySelectorAll('[data-years]');
for (const button of rangeButtons) {
  button.addEventListener('click', () => {
    const from = new Date(view.last);
    from.setUTCFullYear(from.getUTCFullYear() - Number(button.dataset.years));
    press(rangeButtons, button);
    showRange(button.dataset.years === '0' ? view.first : from.getTime(), view.last, null);
  });
}
view.changed = () => {
  if (logarithmic) main.instance.setOption({ yAxis: equity(palette()).yAxis });
  tellRange();
};
tellRange();

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
