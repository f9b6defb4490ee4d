import path from 'node:path';
import type { IPluginContext, TaroPlatformBase } from '@tarojs/service';

interface Options {
  /** Component → attributes, all empty. */
  attributes: Record<string, Record<string, string>>;
}

/**
 * Taro's WXML templates know only the attributes in its tables, and the screen reader's are not among them.
 * This adds them to the templates; `src/platform/weapp/aria.ts` adds them to the same tables at run time.
 */
export default function aria(ctx: IPluginContext, { attributes }: Options): void {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform: TaroPlatformBase) {
      if (platform.platform !== 'weapp') return;
      platform.template.mergeComponents(ctx, attributes);
      platform.runtimePath = [
        platform.runtimePath,
        path.resolve(__dirname, '../src/platform/weapp/aria.ts'),
      ].flat();
    },
  });
}
