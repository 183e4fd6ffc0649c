import { writeFileSync } from 'node:fs'
import { contractDocs } from './contract-docs.ts'

const file = new URL('../docs/contract.md', import.meta.url)
writeFileSync(file, contractDocs())
console.log('docs/contract.md written')
