'use client';

import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/lib/cn';

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

const overlay =
  'fixed inset-0 z-40 bg-black/45 data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=closed]:animate-out data-[state=closed]:fade-out-0';
const places = {
  center:
    'top-[50%] left-[50%] max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-lg translate-x-[-50%] translate-y-[-50%] rounded-lg border data-[state=open]:zoom-in-98',
  right:
    'inset-y-0 right-0 w-full max-w-md border-l data-[state=open]:slide-in-from-right-8 max-sm:max-w-full',
  left: 'inset-y-0 left-0 w-72 border-r data-[state=open]:slide-in-from-left-8',
};

interface DialogContentProps extends Omit<ComponentProps<typeof Primitive.Content>, 'title'> {
  title: ReactNode;
  /** One sentence under the title; also read to screen readers. */
  description?: ReactNode;
  footer?: ReactNode;
  place?: keyof typeof places;
  hideTitle?: boolean;
}

/** A modal: centred, or a sheet from the right (details) or left (navigation on small screens). */
export function DialogContent({
  title,
  description,
  footer,
  place = 'center',
  hideTitle,
  className,
  children,
  ...props
}: DialogContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlay} />
      <Primitive.Content
        className={cn(
          'fixed z-50 flex flex-col bg-raised shadow-pop outline-none data-[state=open]:animate-in data-[state=open]:fade-in-0',
          places[place],
          className,
        )}
        {...(description ? {} : { 'aria-describedby': undefined })}
        {...props}
      >
        <div className={hideTitle ? 'sr-only' : 'flex items-start gap-3 px-5 pt-4 pb-3'}>
          <div className="min-w-0 flex-1">
            <Primitive.Title className="text-base font-semibold break-words">
              {title}
            </Primitive.Title>
            {description && (
              <Primitive.Description className="mt-1 text-[13px] text-ink-muted">
                {description}
              </Primitive.Description>
            )}
          </div>
          {!hideTitle && (
            <Primitive.Close
              aria-label="Close"
              className="-mr-1.5 grid size-7 place-items-center rounded-md text-ink-muted hover:bg-sunken hover:text-ink"
            >
              <X className="size-4" aria-hidden />
            </Primitive.Close>
          )}
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
        {footer && (
          <div className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-5 py-3">
            {footer}
          </div>
        )}
      </Primitive.Content>
    </Primitive.Portal>
  );
}
