import { defaultSettings, ONE_CLICK_ENABLE, PLATFORM_SETTINGS } from './platformSettings';
import { platformSettingsSchema, SETTING_FIELDS } from './schema';

test('all 23 settings of the list have a home', () => {
  const numbers = new Set<number | null>([
    ONE_CLICK_ENABLE.number,
    ...PLATFORM_SETTINGS.map(({ number }) => number),
  ]);
  for (let number = 1; number <= 23; number += 1) expect(numbers).toContain(number);
});

test('each key is there once, with a schema of its own', () => {
  const keys = PLATFORM_SETTINGS.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(Object.keys(SETTING_FIELDS).sort()).toEqual([...keys].sort());
});

test('the settings of a new platform are valid, also after a journey as JSON', () => {
  const settings = defaultSettings();
  expect(platformSettingsSchema.parse(JSON.parse(JSON.stringify(settings)))).toEqual(settings);
});

test('labels are Chinese', () => {
  for (const { label, help } of [...PLATFORM_SETTINGS, ONE_CLICK_ENABLE]) {
    expect(label).toMatch(/^[\u4e00-\u9fa5]+$/);
    expect(help).toMatch(/[\u4e00-\u9fa5]/);
  }
});
