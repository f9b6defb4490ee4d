import type { IPluginContext, TaroPlatformBase } from '@tarojs/service';

/** Makes `rem` the size of text that people choose in WeChat. WeChat reads it only as the first node of a page. */
const PAGE_META = '<page-meta root-font-size="system" />';

/** In WeChat text keeps its size, whatever people choose, unless a page asks for the chosen one: here every page does. */
export default function textSize(ctx: IPluginContext): void {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn({ platform, template }: TaroPlatformBase) {
      if (platform !== 'weapp') return;
      const build = template.buildPageTemplate;
      template.buildPageTemplate = (...page) => `${PAGE_META}\n${build(...page)}`;
    },
  });
}
