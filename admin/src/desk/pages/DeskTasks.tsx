import { LongJobs } from '../../features/longJobs/LongJobs';

/** The merchant's exports and imports. */
export default function DeskTasks() {
  return <LongJobs side="desk" about="本商家发起的导出、导入与检查；离开页面后继续进行" />;
}
