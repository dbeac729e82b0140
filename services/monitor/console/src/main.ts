import { pages } from './pages.ts';
import { Shell } from './shell/shell.ts';

const root = document.getElementById('console');
if (root !== null) new Shell(root, pages).start();
