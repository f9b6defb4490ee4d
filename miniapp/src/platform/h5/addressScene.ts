/*
 * An address with `?scene=` opens what a code with this scene opens. The pages are behind the `#`, and the router reads that once,
 * when it starts: so this happens as soon as it is imported.
 */
const scene = new URLSearchParams(location.search).get('scene');
if (scene !== null && location.hash === '')
  history.replaceState(null, '', `/#/pages/home/index?scene=${encodeURIComponent(scene)}`);
