export default definePageConfig({ navigationBarTitleText: '收银台买单', enablePullDownRefresh: false });
