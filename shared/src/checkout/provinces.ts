// prettier-ignore
/** The provinces by the first two digits of their GB/T 2260 codes. */
export const PROVINCES: Readonly<Record<string, string>> = {
  11: '北京', 12: '天津', 13: '河北', 14: '山西', 15: '内蒙古', 21: '辽宁', 22: '吉林', 23: '黑龙江',
  31: '上海', 32: '江苏', 33: '浙江', 34: '安徽', 35: '福建', 36: '江西', 37: '山东',
  41: '河南', 42: '湖北', 43: '湖南', 44: '广东', 45: '广西', 46: '海南',
  50: '重庆', 51: '四川', 52: '贵州', 53: '云南', 54: '西藏',
  61: '陕西', 62: '甘肃', 63: '青海', 64: '宁夏', 65: '新疆', 71: '台湾', 81: '香港', 82: '澳门',
};

/** The code of the province whose name begins an address, such as `浙江省` → 330000; null: there is none of that name. */
export function codeOfProvince(name: string): string | null {
  const found = Object.entries(PROVINCES).find(([, province]) => name.trim().startsWith(province));
  return found === undefined ? null : `${found[0]}0000`;
}

/** The first 2, 4 or 6 digits of a code: a province by its name, a city or a district by its code. */
export const regionText = (code: string): string => {
  const province = PROVINCES[code.slice(0, 2)] ?? '';
  return code.length === 2 ? province || code : `${province} ${code}`.trim();
};
