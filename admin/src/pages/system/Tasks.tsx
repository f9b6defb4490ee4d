import { LongJobs } from '../../features/longJobs/LongJobs';

/** The operator's own exports and imports. */
export default function Tasks() {
  return <LongJobs side="admin" about="您发起的导出、导入与检查；离开页面后继续进行" />;
}
