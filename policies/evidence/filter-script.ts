/** Runs in the assessor's browser. Without it the filter stays hidden and every control is there. */
export const filterScript = `
(() => {
  const form = document.getElementById('filter');
  const shown = document.getElementById('shown');
  const controls = [...document.querySelectorAll('.control')];
  const groups = [...document.querySelectorAll('.group')];
  const words = controls.map((control) => control.textContent.toLowerCase());
  const value = (name) => form.elements.namedItem(name).value;

  const apply = () => {
    const wanted = value('text').trim().toLowerCase().split(/\\s+/).filter(Boolean);
    let count = 0;
    controls.forEach((control, index) => {
      const fits = ['safe', 'status', 'level'].every((key) => value(key) === '' || control.dataset[key] === value(key));
      control.hidden = !(fits && wanted.every((word) => words[index].includes(word)));
      if (!control.hidden) count += 1;
    });
    groups.forEach((group) => { group.hidden = group.querySelector('.control:not([hidden])') === null; });
    document.body.classList.toggle('filtered', count < controls.length);
    shown.textContent = count + ' of ' + controls.length + ' controls shown';
  };

  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest('[hidden]')) { form.reset(); apply(); target.scrollIntoView(); }
  };

  form.addEventListener('input', apply);
  form.addEventListener('change', apply);
  form.addEventListener('reset', () => setTimeout(apply));
  form.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('hashchange', reveal);
  addEventListener('pageshow', apply);
  form.hidden = false;
  apply();
})();
`;
