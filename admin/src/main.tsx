import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { createQueryClient } from './api/queries';
import { askWhoseDesk } from './desk/DeskConsole';
import { askWhoAmI } from './layout/OperatorConsole';
import { createConsoleRouter } from './router';
import { THEME } from './theme/tokens';
import './theme/console.css';

/** Who sends a form that is not right yet is taken to its first field that is not. */
const FORMS = { scrollToFirstError: { focus: true, block: 'center' } } as const;

/** Whoever asked the system for less motion sees none: a dialog that still grows slips away from under a quick press. */
const motion = !window.matchMedia('(prefers-reduced-motion: reduce)').matches;
const theme = { ...THEME, token: { ...THEME.token, motion } };

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const queries = createQueryClient();
const router = createConsoleRouter();
askWhoAmI(queries);
askWhoseDesk(queries);
createRoot(root).render(
  <StrictMode>
    <ConfigProvider locale={zhCN} theme={theme} form={FORMS}>
      <AntApp>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  </StrictMode>,
);
