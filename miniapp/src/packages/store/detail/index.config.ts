export default definePageConfig({
  navigationBarTitleText: '门店',
  enableShareAppMessage: true,
  enableShareTimeline: true,
});
