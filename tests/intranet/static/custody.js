/** Custody record: one delegated listener and XMLHttpRequest, as in older systems. */
document.addEventListener('click', (event) => {
  var button = event.target.closest('button[data-endpoint]');
  if (!button) return;
  var row = button.parentNode.dataset;
  var panel = document.getElementById(`${row.prefix}-result`);
  var name = document.getElementById(`${row.prefix}-family-name`).value;
  var call = new XMLHttpRequest();
  panel.hidden = false;
  panel.textContent = row.checking;
  call.open('POST', button.dataset.endpoint + location.search);
  call.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
  call.onload = () => {
    panel.textContent = `${button.textContent}: ${JSON.parse(call.responseText).result}`;
  };
  call.onerror = () => {
    panel.textContent = row.failed;
  };
  call.send(new URLSearchParams({ ref: row.ref, role: row.role, 'family-name': name }).toString());
});
