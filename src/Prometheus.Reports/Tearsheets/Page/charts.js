/* What both pages share: the palette, number texts, one way to draw a chart, one zoom for all time axes, and the sign that all have drawn. */

const page = JSON.parse(document.getElementById('page-data').textContent);

/* An error stays an error of the console; it is shown on the page as well. */
addEventListener('error', event => {
  document.body.dataset.charts = 'failed';
  const note = document.createElement('p');
  note.className = 'failure';
  note.setAttribute('role', 'alert');
  note.textContent = 'A chart could not be drawn: ' + event.message;
  document.body.prepend(note);
});

const root = document.documentElement;
const darkScheme = matchMedia('(prefers-color-scheme: dark)');

function palette() {
  const style = getComputedStyle(root);
  const read = name => style.getPropertyValue('--' + name).trim();
  return {
    paper: read('paper'), ink: read('ink'), muted: read('muted'), hairline: read('hairline'), rule: read('rule'), shade: read('shade'),
    sleeve: read('sleeve'), benchmark: read('benchmark'), gain: read('gain'), loss: read('loss'), second: read('second'),
    series: read('series').split(' '), distinct: read('distinct').split(' '), font: read('font'),
  };
}

const onPaper = () => 'print' in root.dataset;

/* Black or white, whichever reads better on a colour. */
const textOn = color => echarts.color.lum(color, 1) > 0.5 ? '#16181b' : '#ffffff';

/* Texts. A missing value is a dash, a negative one carries a true minus sign. */
const missing = '–';
const known = value => value !== null && value !== undefined && Number.isFinite(value);
const withMinus = text => /^-[0.,]*$/.test(text.replace(/[^-0-9.,]/g, '')) ? text.slice(1) : text.replace('-', '−');
const fixed = (value, digits) => known(value)
  ? withMinus(value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })) : missing;
const percent = (value, digits = 1) => known(value) ? fixed(value * 100, digits) + '%' : missing;
const signedPercent = (value, digits = 1) => (value > 0 ? '+' : '') + percent(value, digits);
const short = value => Math.abs(value) >= 1e9 ? trim(value / 1e9) + 'B' : Math.abs(value) >= 1e6 ? trim(value / 1e6) + 'M'
  : Math.abs(value) >= 1e3 ? trim(value / 1e3) + 'k' : trim(value);
const trim = value => withMinus(String(Number(value.toPrecision(4))));
const day = time => new Date(time).toISOString().slice(0, 10);
const escapeHtml = text => String(text).replace(/[&<>"']/g, sign => '&#' + sign.charCodeAt(0) + ';');

const times = dates => dates.map(date => Date.parse(date));
const points = (xs, values, scale = 1) => xs.map((x, i) => [x, known(values[i]) ? values[i] * scale : null]);

/* Charts: each is drawn by a function of palette and width, so that theme, width and paper can change under it. */
const charts = [];

function draw(id, build, onTimeline = true) {
  const element = document.getElementById(id);
  if (!element) return null;
  const chart = { element, build, onTimeline, hidden: new Set(), keys: document.createElement('div') };
  chart.keys.className = 'keys';
  element.before(chart.keys);
  const instance = open(chart, 'canvas');
  chart.drawn = new Promise(resolve => instance.on('finished', resolve));
  charts.push(chart);
  redraw(chart);
  return chart;
}

function open(chart, renderer) {
  chart.instance = echarts.init(chart.element, null, { renderer, devicePixelRatio: Math.max(2, devicePixelRatio) });
  if (chart.onTimeline) chart.instance.on('datazoom', () => followZoom(chart));
  return chart.instance;
}

function redraw(chart) {
  const option = chart.build(palette(), chart.element.clientWidth);
  option.legend = { show: false, selected: Object.fromEntries([...chart.hidden].map(name => [name, false])) };
  chart.instance.setOption(option, { notMerge: true });
  if (option.series.length > 1 && option.series.every(series => series.type !== 'heatmap')) drawKeys(chart, option.series);
}

/* The legend: one button a series; pressing it hides or shows the series. */
function drawKeys(chart, series) {
  chart.keys.replaceChildren(...series.map(({ name, color, areaStyle }, i) => {
    const key = document.createElement('button');
    key.type = 'button';
    key.setAttribute('aria-pressed', String(!chart.hidden.has(name)));
    const mark = document.createElement('i');
    mark.style.background = color;
    if (areaStyle) mark.className = 'area';
    key.append(mark, name);
    key.addEventListener('click', () => {
      if (!chart.hidden.delete(name)) chart.hidden.add(name);
      redraw(chart);
      chart.keys.children[i].focus();
    });
    return key;
  }));
}

function redrawAll() {
  for (const chart of charts) {
    chart.instance.resize();
    redraw(chart);
  }
}

/* Paper gets vectors: a canvas may be printed in parts. */
function reopenAll(renderer) {
  for (const chart of charts) {
    chart.instance.dispose();
    open(chart, renderer);
    redraw(chart);
  }
}

function announce() {
  Promise.all(charts.map(chart => chart.drawn)).then(() => {
    if (document.body.dataset.charts === 'failed') return;
    window.__chartsReady = true;
    document.body.dataset.charts = 'ready';
  });
  let width = innerWidth;
  addEventListener('resize', () => {
    if (innerWidth === width) return;
    width = innerWidth;
    redrawAll();
  });
  darkScheme.addEventListener('change', redrawAll);
  addEventListener('beforeprint', () => { root.dataset.print = ''; reopenAll('svg'); });
  addEventListener('afterprint', () => { delete root.dataset.print; reopenAll('canvas'); });
}

/* One zoom for every chart over time. */
const view = { first: 0, last: 0, from: 0, to: 0, changed: () => {} };

function showRange(from, to, origin) {
  view.from = Math.max(view.first, from);
  view.to = Math.min(view.last, to);
  for (const chart of charts) {
    if (chart.onTimeline && chart !== origin)
      chart.instance.dispatchAction({ type: 'dataZoom', ...range() }, { silent: true });
  }
  view.changed(origin);
}

function followZoom(chart) {
  const zoom = chart.instance.getOption().dataZoom[0];
  if (zoom.startValue !== view.from || zoom.endValue !== view.to) showRange(zoom.startValue, zoom.endValue, chart);
}

/* The whole is a share, so that no rounding of a date drops its last session. */
const range = () => view.from <= view.first && view.to >= view.last ? { start: 0, end: 100 } : { startValue: view.from, endValue: view.to };

const still = () => ({
  type: 'inside', xAxisIndex: 'all', ...range(),
  zoomOnMouseWheel: 'shift', moveOnMouseMove: false, moveOnMouseWheel: false, preventDefaultMouseMove: false,
});

const slider = c => ({
  type: 'slider', xAxisIndex: 'all', ...range(), height: 20, bottom: 4, left: 66, right: 26,
  brushSelect: false, borderColor: c.hairline, fillerColor: c.shade, backgroundColor: 'transparent', labelFormatter: day,
  textStyle: { color: c.muted, fontSize: 11 }, handleSize: '90%', moveHandleSize: 0,
  handleStyle: { color: c.paper, borderColor: c.muted }, emphasis: { handleStyle: { color: c.paper, borderColor: c.ink } },
  dataBackground: { lineStyle: { color: c.rule, width: 1 }, areaStyle: { color: c.shade, opacity: 1 } },
  selectedDataBackground: { lineStyle: { color: c.muted, width: 1 }, areaStyle: { color: c.shade, opacity: 1 } },
});

/* Parts of a chart. */
const frame = c => ({
  animation: false, useUTC: true, textStyle: { fontFamily: c.font, color: c.muted, fontSize: 12 }, color: c.series,
});

const plane = extra => ({ left: 62, right: 22, top: 10, bottom: 26, outerBoundsMode: 'none', ...extra });

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/* Years alone over a long range, months and days as it narrows. */
function dateLabel(time) {
  const date = new Date(time);
  const [month, dayOfMonth] = [date.getUTCMonth(), date.getUTCDate()];
  if (month === 0 && dayOfMonth === 1) return String(date.getUTCFullYear());
  if (view.to - view.from > 3.5 * 365 * 864e5) return '';
  return dayOfMonth === 1 ? monthNames[month] : dayOfMonth + ' ' + monthNames[month];
}

const timeAxis = (c, extra) => ({
  type: 'time', min: view.first, max: view.last, axisLine: { lineStyle: { color: c.rule } }, axisTick: { show: false }, splitLine: { show: false },
  axisLabel: { color: c.muted, fontSize: 11.5, hideOverlap: true, formatter: dateLabel }, ...extra,
});

const valueAxis = (c, label, extra) => ({
  type: 'value', scale: true, axisLine: { show: false }, axisTick: { show: false }, splitNumber: 4,
  splitLine: { lineStyle: { color: c.hairline } }, axisLabel: { color: c.muted, fontSize: 11.5, formatter: label, showMinLabel: true }, ...extra,
});

const line = (name, data, color, extra) => ({
  type: 'line', name, data, symbol: 'none', showSymbol: false, color, lineStyle: { width: 1.5, color }, emphasis: { disabled: true }, ...extra,
});

/* A box beside the pointer: the date, then one row a series. */
const hover = (c, text, extra) => ({
  trigger: 'axis', confine: true, backgroundColor: c.paper, borderColor: c.rule, borderWidth: 1, padding: [7, 10], transitionDuration: 0,
  extraCssText: 'box-shadow: 0 2px 10px rgba(0,0,0,.12)', textStyle: { color: c.ink, fontSize: 12, fontFamily: c.font },
  axisPointer: { type: 'line', lineStyle: { color: c.muted, width: 1, type: 'solid' }, label: { show: false } },
  formatter: items => box(items[0].axisValue === undefined ? '' : day(items[0].axisValue),
    items.filter(item => known(item.value[1])).map(item => [item.color, item.seriesName, text(item.value[1], item.seriesName)])), ...extra,
});

const box = (title, rows) => `<div style="font-weight:600;margin-bottom:3px">${escapeHtml(title)}</div>`
  + rows.map(([color, name, value]) =>
    `<div style="display:flex;gap:16px;line-height:1.55"><span style="flex:1"><i style="display:inline-block;width:9px;height:3px;margin-right:7px;`
    + `vertical-align:middle;background:${escapeHtml(color)}"></i>${escapeHtml(name)}</span>`
    + `<b style="font-weight:600;font-variant-numeric:tabular-nums">${escapeHtml(value)}</b></div>`).join('');

/* Ticks of a logarithmic axis at round values; evenly spaced ones where the range is too narrow for those. */
function roundTicks(low, high) {
  for (const steps of [[1], [1, 3], [1, 2, 5], [1, 1.5, 2, 3, 5, 7], [1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9]]) {
    const ticks = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
      for (const step of steps) {
        const tick = Number((step * 10 ** power).toPrecision(3));
        if (tick >= low && tick <= high) ticks.push(tick);
      }
    }
    if (ticks.length >= 4) return ticks;
  }
  const rough = (high - low) / 4;
  const step = [1, 2, 5, 10].map(factor => factor * 10 ** Math.floor(Math.log10(rough))).find(size => size >= rough);
  return Array.from({ length: Math.floor(high / step) - Math.ceil(low / step) + 1 }, (_, i) => (Math.ceil(low / step) + i) * step);
}

/* Equity curves: a linear or a logarithmic scale, buttons for the range, and a line that says what the visible range did. Bands stand behind. */
function drawCurves(id, xs, curvesOf, bandsOf = () => undefined) {
  if (!document.getElementById(id)) return;
  view.first = view.from = xs[0];
  view.last = view.to = xs[xs.length - 1];

  const visible = values => values.filter((value, i) => known(value) && xs[i] >= view.from && xs[i] <= view.to);
  const seen = () => curvesOf(palette()).flatMap(curve => visible(curve.values)).filter(value => value > 0);
  let logarithmic = Math.max(...seen()) / Math.min(...seen()) > 3;

  const axis = c => {
    if (!logarithmic) {
      const linear = valueAxis(c, short, { min: extent => Math.max(0, extent.min - 0.04 * (extent.max - extent.min)) });
      linear.axisLabel.showMinLabel = false;
      return linear;
    }
    const [low, high] = [Math.min(...seen()), Math.max(...seen())];
    const ticks = roundTicks(low, high);
    const log = valueAxis(c, short, { type: 'log', min: low, max: high });
    for (const part of ['axisLabel', 'axisTick', 'splitLine']) log[part] = { ...log[part], customValues: ticks };
    return log;
  };
  const main = draw(id, c => ({
    ...frame(c), grid: plane({ bottom: onPaper() ? 26 : 54 }), dataZoom: onPaper() ? [still()] : [slider(c), still()],
    tooltip: hover(c, value => fixed(value, 0) + ' ' + page.currency), xAxis: timeAxis(c), yAxis: axis(c),
    series: curvesOf(c).map(({ name, values, color, width }, i) => line(name, points(xs, values), color, {
      lineStyle: { width, color }, ...i === 0 ? { markArea: bandsOf(c) } : {},
    })),
  }));

  const change = values => {
    const inside = visible(values);
    return inside.length > 1 ? inside[inside.length - 1] / inside[0] - 1 : null;
  };
  const ranges = document.querySelectorAll('[data-years]');
  const tell = () => {
    const whole = view.from <= view.first && view.to >= view.last;
    const told = document.getElementById('in-view');
    told.classList.toggle('hint', whole);
    told.textContent = whole ? 'Drag the handles to look closer; every chart over time follows.'
      : `In view ${day(view.from)} – ${day(view.to)}: ` + curvesOf(palette()).map(curve => `${curve.name} ${signedPercent(change(curve.values))}`).join(', ') + '.';
  };
  view.changed = origin => {
    if (origin) press(ranges, null);
    if (logarithmic) main.instance.setOption({ yAxis: axis(palette()) });
    tell();
  };
  tell();

  const scales = document.querySelectorAll('[data-scale]');
  for (const button of scales) {
    button.addEventListener('click', () => {
      logarithmic = button.dataset.scale === 'log';
      press(scales, button);
      redraw(main);
    });
  }
  press(scales, document.querySelector(`[data-scale="${logarithmic ? 'log' : 'linear'}"]`));

  for (const button of ranges) {
    button.addEventListener('click', () => {
      const from = new Date(view.last);
      from.setUTCFullYear(from.getUTCFullYear() - Number(button.dataset.years));
      showRange(button.dataset.years === '0' ? view.first : from.getTime(), view.last, null);
      press(ranges, button);
    });
  }
}

function press(buttons, chosen) {
  for (const button of buttons) button.setAttribute('aria-pressed', String(button === chosen));
}
