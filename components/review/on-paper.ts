/** Whether the page is being laid out for paper. */
import { options } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** True from the moment that a browser begins to print, however that was asked for, until it is done. */
export function useOnPaper(): boolean {
  const [isOnPaper, setOnPaper] = useState(false);
  useLayoutEffect(() => {
    const begin = () => atOnce(() => setOnPaper(true));
    const end = () => atOnce(() => setOnPaper(false));
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  }, []);
  return isOnPaper;
}

/** The browser takes the page as it is when the event is over: what is drawn later is not printed. */
function atOnce(change: () => void): void {
  const { debounceRendering } = options;
  options.debounceRendering = (draw) => draw();
  try {
    change();
  } finally {
    if (debounceRendering) options.debounceRendering = debounceRendering;
    else delete options.debounceRendering;
  }
}
