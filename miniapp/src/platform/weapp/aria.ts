import { mergeInternalComponents } from '@tarojs/shared';
import { ariaAttributes } from '@config/ariaAttributes';

mergeInternalComponents(ariaAttributes);
