// One small server for all five: the same headers, brotli made beforehand, requests taken.

import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
  ".css": "text/css",
  ".ico": "image/x-icon",
  ".svg": "image/svg+xml",
};
const compress = promisify(brotliCompress);

const read = async (folder, quality) => {
  const files = {};
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(join(folder, name));
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    const body = await compress(bytes, { params });
    files[`/${name}`] = { name, body, type: TYPES[extname(name)], size: bytes.length };
  }
  return files;
};

/** Serves a folder until `close` is called. `taken` has the files that were asked for. */
export const serve = async (folder, quality) => {
  const files = await read(folder, quality);
  const taken = new Map();
  const server = createServer((request, response) => {
    if (request.method === "POST") {
      request.resume();
      return response.writeHead(201, { "Content-Type": "application/json" }).end("{}");
    }
    const file = files[request.url === "/" ? "/index.html" : request.url.split("?")[0]];
    if (!file) return response.writeHead(404).end();
    taken.set(file.name, file);
    response
      .writeHead(200, {
        "Content-Type": file.type,
        "Content-Encoding": "br",
        "Content-Length": file.body.length,
        "Cache-Control": "no-cache",
      })
      .end(file.body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, taken, close };
};
