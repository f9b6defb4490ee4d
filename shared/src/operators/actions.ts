/** What operators do that is kept in the audit log, with its name in the console. One word for one thing: `noun.happened`. */
export const AUDIT_ACTIONS = {
  'operator.created': '新建操作员',
  'operator.changed': '修改操作员',
  'operator.reset': '重置操作员密码',
  'operator.passwordChanged': '修改自己的密码',
  'operator.totpBegun': '申请动态验证码',
  'operator.totpOn': '开启动态验证码',
  'operator.totpOff': '关闭动态验证码',
  'settings.published': '发布设置',
  'settings.scheduled': '定时发布设置',
  'settings.cancelled': '取消定时设置',
} as const;

export type AuditAction = keyof typeof AUDIT_ACTIONS;

export const AUDIT_ACTION_NAMES = Object.keys(AUDIT_ACTIONS) as [AuditAction, ...AuditAction[]];
