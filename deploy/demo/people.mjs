// The people who can sign in at the demonstration's provider.

/** Claims by subject. `customer_id` is missing for whoever is no member. */
export const PEOPLE = {
  'p-member': { name: 'Mia Member', customer_id: '1234', preferred_username: 'codes-3', roles: ['member'] },
  'p-desk': {
    name: 'Dario Desk',
    customer_id: '1237',
    preferred_username: 'codes-50',
    roles: ['member', 'desk'],
  },
  'p-stranger': { name: 'Stella Stranger', roles: [] },
};
