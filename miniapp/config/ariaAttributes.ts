/** What a screen reader needs to know, as empty rows of Taro's component tables. */
const described = { 'aria-label': '', 'aria-role': '' };

export const ariaAttributes = {
  View: described,
  Text: described,
  Image: described,
  Button: described,
  Input: described,
};
