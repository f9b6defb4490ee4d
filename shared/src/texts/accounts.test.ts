import { accountText } from './accounts';

test.each([
  ['of the platform', 'sales', '销售收入'],
  ['of a member', 'member:7:cash', '会员可用余额 · 7'],
  ['kept by an unpaid order', 'member:7:setAside:points', '待付款订单占用的积分 · 7'],
  ['of the line of the mall', 'queue:mall:pool', '队列奖金池 · 商城队列'],
  ['of the line of a product', 'queue:product:12:debt', '队列欠平台 · 商品队列 12'],
  ['of a merchant', 'merchant:3:payable', '应付商家 · 3'],
  ['that nobody named', 'moon', 'moon'],
])('an account %s is called in words', (_, code, text) => {
  expect(accountText(code)).toBe(text);
});
