// A VS Code window with no server behind it, as vscode.dev is: everything that runs is a web extension.
//
// The workbench files are code-server's; what code-server changed in them so that a server is required is undone while
// serving, no file is changed. Webviews come from the same origin: the usual subdomains of localhost are refused by
// Chromium's rules for service workers in third-party frames.
import { createReadStream, readFileSync, statSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { vscodeFolder } from './install.mjs';
import { quietSettings } from './quietSettings.mjs';

const contentTypes = {
  '.js': 'text/javascript', '.mjs': 'text/javascript', '.cjs': 'text/javascript', '.json': 'application/json', '.css': 'text/css',
  '.html': 'text/html', '.wasm': 'application/wasm', '.svg': 'image/svg+xml', '.png': 'image/png', '.ttf': 'font/ttf',
};

const workbenchMain = 'out/vs/code/browser/workbench/workbench.js';

function withoutForcedServer(source) {
  return source
    .replace('remoteAuthority:location.host', 'remoteAuthority:void 0')
    .replace(/(\w+)\.file\(this\.userDataPath\)\.with\(\{scheme:(\w+)\.vscodeRemote\}\)/g, '$1.file("/").with({scheme:$2.vscodeUserData})');
}

function configuration(port, extension, testsPath, settings) {
  const uri = (uriPath) => ({ scheme: 'http', authority: `localhost:${port}`, path: uriPath });
  const build = `http://localhost:${port}/static/build`;
  return {
    productConfiguration: {
      enableTelemetry: false,
      webEndpointUrlTemplate: `http://{{uuid}}.localhost:${port}/static/build`,
      commit: 'c',
      quality: 'stable',
      webviewContentExternalBaseUrlTemplate: `${build}/out/vs/workbench/contrib/webview/browser/pre/`,
    },
    configurationDefaults: { ...quietSettings, ...settings },
    // Options code-server's build insists on.
    enableWorkspaceTrust: false, userDataPath: '/', isEnabledFileDownloads: true, isEnabledFileUploads: true, isEnabledCoderGettingStarted: false,
    developmentOptions: {
      enableSmokeTestDriver: true,
      extensions: [uri('/static/dev')],
      ...(testsPath ? { extensionTestsPath: uri(`/static/dev/${testsPath}`) } : {}),
    },
    workspaceUri: { scheme: 'tmp', path: '/default.code-workspace' },
  };
}

function workbenchPage(port, config) {
  const base = `http://localhost:${port}/static/build`;
  const values = {
    WORKBENCH_WEB_CONFIGURATION: JSON.stringify(config).replace(/&/g, '&amp;').replace(/"/g, '&quot;'),
    WORKBENCH_WEB_BASE_URL: base,
    WORKBENCH_AUTH_SESSION: '',
    WORKBENCH_NLS_FALLBACK_URL: `${base}/out/nls.messages.js`,
    WORKBENCH_NLS_URL: `${base}/out/nls.messages.js`,
  };
  const page = readFileSync(path.join(vscodeFolder, 'out/vs/code/browser/workbench/workbench.html'), 'utf8');
  return page.replace(/\{\{([^}]+)\}\}/g, (_, key) => values[key] ?? '');
}

function setIsolationHeaders(request, response, query) {
  response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*');
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  const isolation = query.get('vscode-coi');
  if (isolation === '1' || isolation === '3') response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  if (isolation === '2' || isolation === '3') response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
}

/** @param {{extension: string, testsPath?: string, settings?: Record<string, unknown>}} options `testsPath` is below `extension` */
export async function startPureWeb({ extension, testsPath, settings = {} }) {
  const folders = { '/static/build/': vscodeFolder, '/static/dev/': extension };
  let port = 0;
  const server = http.createServer((request, response) => {
    const address = new URL(request.url ?? '/', 'http://localhost');
    setIsolationHeaders(request, response, address.searchParams);
    if (address.pathname === '/') {
      response.setHeader('content-type', 'text/html');
      return response.end(workbenchPage(port, configuration(port, extension, testsPath, settings)));
    }
    const prefix = Object.keys(folders).find((key) => address.pathname.startsWith(key));
    const folder = prefix === undefined ? '' : folders[prefix];
    const file = prefix === undefined ? '' : path.join(folder, decodeURIComponent(address.pathname.slice(prefix.length)));
    if (prefix === undefined || !file.startsWith(folder + path.sep) || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.statusCode = 404;
      return response.end();
    }
    response.setHeader('content-type', contentTypes[path.extname(file)] ?? 'application/octet-stream');
    if (file.endsWith(workbenchMain)) return response.end(withoutForcedServer(readFileSync(file, 'utf8')));
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  port = /** @type {import('node:net').AddressInfo} */ (server.address()).port;
  return {
    base: `http://localhost:${port}`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
