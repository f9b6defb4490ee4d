import { defaultSettings, PLATFORM_SETTINGS, SETTING_LIST } from './platformSettings';
import { platformSettingsSchema, SETTING_FIELDS } from './schema';

test('all 23 settings of the list have a home, and are listed by their numbers', () => {
  const numbers = SETTING_LIST.flatMap(({ number }) => number ?? []);
  expect([...new Set(numbers)]).toEqual(Array.from({ length: 23 }, (_, index) => index + 1));
  expect(SETTING_LIST).toEqual(expect.arrayContaining([...PLATFORM_SETTINGS]));
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
  for (const { label, help } of SETTING_LIST) {
    expect(label).toMatch(/^[\u4e00-\u9fa5]+$/);
    expect(help).toMatch(/[\u4e00-\u9fa5]/);
  }
});
