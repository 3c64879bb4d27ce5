// fork(2), which Swift cannot call.
#define _POSIX_C_SOURCE 200809L  // for signals; plain C has only some of them
#include "CFaults.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int faults_run_in_child(void (*body)(void *context, int output), void *context, unsigned seconds,
                        char *text, size_t capacity, size_t *count) {
  *count = 0;
  int ends[2];
  if (pipe(ends) != 0) return -1;
  pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    // Whoever started this program may have blocked the signal.
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    alarm(seconds);
    body(context, ends[1]);
    _exit(0);
  }
  close(ends[1]);
  // To the end, also of what does not fit: the child must not wait for a full pipe.
  for (char rest[256];;) {
    bool fits = *count < capacity;
    ssize_t part = fits ? read(ends[0], text + *count, capacity - *count)
                        : read(ends[0], rest, sizeof rest);
    if (part < 0 && errno == EINTR) continue;
    if (part <= 0) break;
    if (fits) *count += (size_t)part;
  }
  close(ends[0]);
  int status = -1;
  while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  return status;
}
