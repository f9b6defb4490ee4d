export default definePageConfig({ navigationBarTitleText: '门店页' });
