/**
 * The tab bar of Taro's web components links to `javascript:;`, which the content security policy refuses aloud with every
 * tap. The tap is heard without following the link.
 */
export function quietScriptLinks(): void {
  document.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('a[href^="javascript:"]') !== null) {
      event.preventDefault();
    }
  });
}
