/** What each job of the scheduler does, as operators read it. A test holds it against the jobs that there are. */
export const JOB_TEXT: Readonly<Record<string, string>> = {
  closeUnpaid: '关闭超时未付的订单',
  queryOpenPayments: '查询没有等到通知的付款',
  refundPayments: '向微信提交退款',
  confirmReceipts: '自动确认收货',
  uploadShippings: '告知微信发货',
  releaseRewards: '解冻到期的奖励',
  deliverOutbox: '发出消息',
  sealChains: '封存每日的队列记录',
  keepDrawSeeds: '公布抽奖的承诺与种子',
  keepQueues: '按设置与计划处理队列',
  sendWithdrawals: '提现打款',
  followWithdrawals: '查询提现结果',
  recomputeLevels: '评定会员等级',
  indexProducts: '更新商品搜索',
  completeGifts: '自动完成礼品订单',
  givePurchasePoints: '赠送购物积分',
  bookPayables: '登记应付货款',
  closeDays: '商家日结',
  reconcile: '与微信对账',
  checkBooks: '检查账目',
  wantDailyCheck: '发起每日的账目检查',
  releaseLove: '释放冻结的爱心值',
  runLongJobs: '执行导出与导入',
};

/** What a job is called; one that this version does not have by its own name. */
export const jobText = (name: string): string =>
  Object.hasOwn(JOB_TEXT, name) ? (JOB_TEXT[name] ?? name) : name;

const TASK_TEXT: Readonly<Record<string, string>> = {
  paid: '订单付款',
  completed: '订单完成',
  refunded: '退款',
  draw: '抽奖',
  exchange: '兑换',
  pause: '暂停队列',
  resume: '恢复队列',
  merge: '合并队列',
  windDown: '结束队列',
  reopen: '重新开放队列',
  reset: '清零队列',
  unionPayout: '工会每日发放',
};

/** What a settlement task is about; one that this version does not have by its own name. */
export const taskText = (kind: string): string =>
  Object.hasOwn(TASK_TEXT, kind) ? (TASK_TEXT[kind] ?? kind) : kind;
