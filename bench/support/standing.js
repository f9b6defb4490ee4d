/* In the browser: says when a page stands. It runs before the page's own code. */
(() => {
  const WAITING = '.ant-skeleton, .ant-spin-spinning, .ant-btn-loading, [aria-busy=true]';
  const PATIENCE_MS = 30_000;
  let asked = 0;

  // What is told live goes on for ever.
  const isStream = (path) => /\/(live|stream)$/.test(path);
  const plain = window.fetch;
  window.fetch = (...call) => {
    if (isStream(new URL(call[0], location.href).pathname)) return plain(...call);
    asked += 1;
    return plain(...call).finally(() => {
      asked -= 1;
    });
  };

  const isWaiting = () =>
    asked > 0 || [...document.querySelectorAll(WAITING)].some((element) => element.checkVisibility());

  /** The time at which this is there and nothing is waited for, which the next frame confirms. */
  const stands = (selector) =>
    new Promise((resolve, reject) => {
      const end = performance.now() + PATIENCE_MS;
      let since = null;
      const look = () => {
        const now = performance.now();
        if (document.querySelector(selector) === null || isWaiting()) since = null;
        else if (since === null) since = now;
        else return resolve(since);
        if (now > end) {
          const what = document.body.innerText.slice(0, 200);
          return reject(new Error(`${location.pathname} does not stand: ${what}`));
        }
        requestAnimationFrame(look);
      };
      look();
    });

  window.standing = {
    /** Since the address was asked for. */
    loaded: () => stands('h1'),
    /** From one page to another, within the application. */
    async reached(address, selector) {
      const begun = performance.now();
      history.pushState(null, '', address);
      dispatchEvent(new PopStateEvent('popstate'));
      return (await stands(selector)) - begun;
    },
    async asked(address) {
      const begun = performance.now();
      await (await plain(address)).text();
      return performance.now() - begun;
    },
  };
})();
