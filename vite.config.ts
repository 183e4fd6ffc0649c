import react from '@vitejs/plugin-react'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/** The portal opens an app with a form POST; Vite's servers know only GET. */
const postAsGet = (): Plugin => {
  const rewrite = (request: IncomingMessage, _response: ServerResponse, next: () => void) => {
    if (request.method === 'POST') request.method = 'GET'
    next()
  }
  return {
    name: 'post-as-get',
    configureServer: (server) => void server.middlewares.use(rewrite),
    configurePreviewServer: (server) => void server.middlewares.use(rewrite),
  }
}

export default defineConfig({
  base: './',
  plugins: [react(), postAsGet()],
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
  build: {
    emptyOutDir: true,
    target: 'es2022',
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    environment: 'node',
    testTimeout: 20_000,
  },
})
