// Counts an offer down and tells when a wallet took it. Without this the page says until when it works, and works.
const everyMs = 3000;
const page = document.querySelector('[data-offer]');

if (page) {
  const ends = Date.parse(page.dataset.ends);
  const clock = page.querySelector('[data-clock]');
  page.querySelector('[data-left]').hidden = false;

  const show = (progress) => {
    for (const line of page.querySelectorAll('[data-progress]')) {
      // Only a change is read out.
      const hidden = line.dataset.progress !== progress;
      if (line.hidden !== hidden) line.hidden = hidden;
    }
    page.dataset.now = progress;
    return progress === 'taken' || progress === 'ended';
  };

  const tick = () => {
    const left = Math.max(0, Math.round((ends - Date.now()) / 1000));
    clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  };
  tick();
  const ticking = setInterval(tick, 1000);

  const look = async () => {
    let progress;
    try {
      const answer = await fetch(page.dataset.offer, { headers: { accept: 'application/json' } });
      if (answer.headers.get('content-type')?.startsWith('application/json'))
        ({ progress } = await answer.json());
    } catch {
      // The connection is away; the next look may find it back.
    }
    if (progress !== undefined && show(progress)) clearInterval(ticking);
    else setTimeout(look, everyMs);
  };
  setTimeout(look, everyMs);
}
