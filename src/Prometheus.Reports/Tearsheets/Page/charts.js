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
  const dark = darkScheme.matches && !('print' in root.dataset);
  return {
    paper: read('paper'), ink: read('ink'), muted: read('muted'), hairline: read('hairline'), rule: read('rule'), shade: read('shade'),
    sleeve: read('sleeve'), benchmark: read('benchmark'), gain: read('gain'), loss: read('loss'), second: read('second'),
    series: read('series').split(' '), font: read('font'), onStrong: dark ? '#101215' : '#ffffff',
  };
}

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
  const instance = echarts.init(element, null, { renderer: 'canvas', devicePixelRatio: Math.max(2, devicePixelRatio) });
  const chart = { id, element, instance, build, onTimeline };
  chart.drawn = new Promise(resolve => instance.on('finished', resolve));
  charts.push(chart);
  redraw(chart);
  return chart;
}

function redraw(chart) {
  chart.instance.setOption(chart.build(palette(), chart.element.clientWidth), { notMerge: true });
}

function redrawAll() {
  for (const chart of charts) {
    chart.instance.resize();
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
  addEventListener('beforeprint', () => { root.dataset.print = ''; redrawAll(); });
  addEventListener('afterprint', () => { delete root.dataset.print; redrawAll(); });
}

/* One zoom for every chart over time. */
const view = { first: 0, last: 0, from: 0, to: 0, changed: () => {} };

function showRange(from, to, origin) {
  view.from = Math.max(view.first, from);
  view.to = Math.min(view.last, to);
  for (const chart of charts) {
    if (chart.onTimeline && chart !== origin)
      chart.instance.dispatchAction({ type: 'dataZoom', startValue: view.from, endValue: view.to }, { silent: true });
  }
  view.changed();
}

function followZoom(chart) {
  chart.instance.on('datazoom', () => {
    const zoom = chart.instance.getOption().dataZoom[0];
    if (zoom.startValue === view.from && zoom.endValue === view.to) return;
    showRange(zoom.startValue, zoom.endValue, chart);
  });
}

const still = () => ({
  type: 'inside', xAxisIndex: 'all', startValue: view.from, endValue: view.to,
  zoomOnMouseWheel: 'shift', moveOnMouseMove: false, moveOnMouseWheel: false, preventDefaultMouseMove: false,
});

const slider = c => ({
  type: 'slider', xAxisIndex: 'all', startValue: view.from, endValue: view.to, height: 20, bottom: 4, left: 66, right: 26,
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

const plane = extra => ({ left: 62, right: 22, top: 30, bottom: 26, outerBoundsMode: 'none', ...extra });

const timeAxis = (c, extra) => ({
  type: 'time', min: view.first, max: view.last, axisLine: { lineStyle: { color: c.rule } }, axisTick: { show: false }, splitLine: { show: false },
  axisLabel: { color: c.muted, fontSize: 11.5, hideOverlap: true, formatter: { year: '{yyyy}', month: '{MMM}', day: '{d} {MMM}' } }, ...extra,
});

const valueAxis = (c, label, extra) => ({
  type: 'value', scale: true, axisLine: { show: false }, axisTick: { show: false }, splitNumber: 4,
  splitLine: { lineStyle: { color: c.hairline } }, axisLabel: { color: c.muted, fontSize: 11.5, formatter: label }, ...extra,
});

const legend = (c, extra) => ({
  top: 0, left: 60, right: 20, itemWidth: 14, itemHeight: 3, itemGap: 18, icon: 'rect', selectedMode: true, type: 'scroll',
  textStyle: { color: c.ink, fontSize: 12, fontFamily: c.font }, inactiveColor: c.rule, pageTextStyle: { color: c.muted }, ...extra,
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

/* Ticks of a logarithmic axis at round values, about five of them. */
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
  return null;
}

function press(buttons, chosen) {
  for (const button of buttons) button.setAttribute('aria-pressed', String(button === chosen));
}
