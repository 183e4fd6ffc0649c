import { Link } from '@tanstack/react-router'
import { Empty } from '../ui/empty.tsx'

export const NotFound = () => (
  <Empty title="There is nothing at this address" text="The link may be from another version of the console.">
    <Link to="/bots">Go to the bots</Link>
  </Empty>
)
