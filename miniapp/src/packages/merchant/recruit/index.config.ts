export default definePageConfig({ navigationBarTitleText: '招商码' });
