export default definePageConfig({ navigationBarTitleText: '申请入驻', enablePullDownRefresh: false });
