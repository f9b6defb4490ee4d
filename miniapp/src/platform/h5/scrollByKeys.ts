/**
 * A page scrolls inside its own element, and where it holds nothing to press a keyboard would never come there. So each page can be
 * stepped into.
 */
export function scrollByKeys(): void {
  const reach = () => {
    document
      .querySelectorAll('.taro_page:not([tabindex])')
      .forEach((page) => page.setAttribute('tabindex', '0'));
  };
  new MutationObserver(reach).observe(document.body, { childList: true, subtree: true });
  reach();
}
