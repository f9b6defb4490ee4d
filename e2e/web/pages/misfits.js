/**
 * Runs in the browser (looks.ts hands it over as text, for the tests know no browser's types): what is wrong with how the page lies on
 * the screen, in words.
 * @param {string} frames selector of the things that hold text
 * @returns {string[]}
 */
function misfits(frames) {
  const width = document.documentElement.clientWidth;
  const found = new Set();
  const nameOf = (element) =>
    `<${element.tagName.toLowerCase()} class="${element.className}"> «${element.textContent.slice(0, 24)}»`;

  /** Something above it, below the frame, scrolls sideways or cuts it off. */
  const isCut = (element, frame) => {
    for (let above = element; above !== null && above !== frame; above = above.parentElement) {
      if (above.matches('.taro_page, #app, body')) return false;
      if (getComputedStyle(above).overflowX !== 'visible') return true;
    }
    return false;
  };

  const standsOut = (element) => {
    const { left, right } = element.getBoundingClientRect();
    if ((left < -1 || right > width + 1) && !isCut(element, null))
      found.add(`stands out at the side (${Math.round(left)} … ${Math.round(right)}): ${nameOf(element)}`);
  };

  const holdsText = (element) =>
    [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '',
    );

  const textOf = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect();
  };

  /** A line or two that end in `…` are meant to. */
  const cutsOff = (element) => {
    const text = textOf(element);
    for (let above = element; !above.matches('.taro_page, #app, body'); above = above.parentElement) {
      const { overflowY, webkitLineClamp, textOverflow } = getComputedStyle(above);
      if (/auto|scroll/.test(overflowY) || webkitLineClamp !== 'none' || textOverflow === 'ellipsis') return;
      const held = above.getBoundingClientRect();
      if (overflowY !== 'visible' && (text.top < held.top - 2 || text.bottom > held.bottom + 2)) {
        found.add(`text is cut off by «${above.className}»: ${nameOf(element)}`);
        return;
      }
    }
  };

  const hangsOut = (element) => {
    const frame = element.closest(frames);
    if (frame === null || isCut(element, frame)) return;
    const text = textOf(element);
    const held = frame.getBoundingClientRect();
    if (text.left < held.left - 1 || text.right > held.right + 1 || text.bottom > held.bottom + 2)
      found.add(`text hangs out of «${frame.className}»: ${nameOf(element)}`);
  };

  if (document.documentElement.scrollWidth > width) found.add('the document is wider than the screen');
  for (const element of document.querySelectorAll('body *')) {
    const { width: own, height } = element.getBoundingClientRect();
    if (own === 0 || height === 0 || !element.checkVisibility()) continue;
    standsOut(element);
    if (!holdsText(element)) continue;
    hangsOut(element);
    cutsOff(element);
  }
  return [...found];
}
