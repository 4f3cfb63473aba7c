import { defineConfig } from "vite";

// Everything is served by the API itself: no request may leave it, and nothing is inlined, so that the policy can forbid inline code.
export default defineConfig({
  build: {
    outDir: process.env["TECHINDEX_WEB_OUT"] ?? "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: { "/api": process.env["TECHINDEX_API"] ?? "http://127.0.0.1:8080" } },
});
