/* The mesoscopic log-likelihood (value only) as a plain C loop of the recursion: age by age, step by step, nothing clever. What our times are
   divided by. Equations: docs/mesogif.md; the data are those of LikelihoodData.cs, so both must print the same log-likelihood.
   gcc -O3 -march=native -ffast-math recursion.c -lm -o recursion && ./recursion 10000 1000 3     (steps, age bins, repeats) */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { POPS = 2, REF = 2 };
static const double dt = 1e-3;

typedef struct {
  double size, R, rest, taum, threshold, reset, c, delta, J, tautheta, p[POPS], w[POPS], taus[POPS];
} Parameters;

static const Parameters table7[POPS] = {
  {438, 19, 20, .01, 15, 0, 10, 5, 1, 1, {.0497, .1350}, {2.482, -4.964}, {.003, .006}},
  {109, 11.964, 19.5, .01, 15, 0, 10, 5, 0, 1, {.0794, .1597}, {1.245, -4.964}, {.003, .006}},
};

typedef struct { /* arrays by age; entry 0 is unused */
  double h, g, x, z, freerate, y[POPS];
  double *u, *rate, *m, *v, *theta, *recall, *older;
} State;

static void begin(State *s, const Parameters *a, int K)
{
  memset(s, 0, sizeof *s);
  double **rows[] = {&s->u, &s->rate, &s->m, &s->v, &s->theta, &s->recall, &s->older};
  for (int i = 0; i < 7; i++) *rows[i] = calloc(K + 2, sizeof(double));
  s->h = a->rest;
  s->x = a->size;
  for (int age = 1; age <= K; age++) {
    s->u[age] = a->rest;
    if (age >= REF) {
      s->theta[age] = a->J / a->tautheta * exp(-(age - REF) * dt / a->tautheta);
      s->recall[age] = a->delta * (1 - exp(-s->theta[age] / a->delta)) / a->size;
    }
  }
}

static void end(State *s)
{
  free(s->u); free(s->rate); free(s->m); free(s->v); free(s->theta); free(s->recall); free(s->older);
}

/* nbar of step k; n[b] are the counts of population b. */
static double expect(State *s, const Parameters *a, const Parameters *all, int own, int k, int K, double input, int *const n[])
{
  const double em = exp(-dt / a->taum), et = exp(-dt / a->tautheta);
  double drive = a->R * input * (1 - em);
  for (int b = 0; b < POPS; b++) {
    const double A = k > 0 ? n[b][k - 1] / (all[b].size * dt) : 0, ts = a->taus[b], es = exp(-dt / ts), y = s->y[b];
    drive += a->taum * a->p[b] * all[b].size * a->w[b] * (A + (ts * es * (y - A) - em * (ts * y - a->taum * A)) / (ts - a->taum));
    s->y[b] = A + (y - A) * es;
  }
  s->h = a->rest + (s->h - a->rest) * em + drive;
  s->g = et * s->g + (1 - et) * (k >= K ? n[own][k - K] : 0) / (a->size * dt);
  const double threshold = a->threshold + a->J * exp(-K * dt / a->tautheta) * s->g;
  const double freerate = a->c * exp((s->h - threshold) / a->delta), pfree = 1 - exp(-dt * (freerate + s->freerate) / 2);
  s->freerate = freerate;

  /* Everyone is a step older; those of the last step's spikes are of age 1. */
  double *rows[] = {s->u, s->rate, s->m, s->v};
  for (int i = 0; i < 4; i++) memmove(rows[i] + 2, rows[i] + 1, (K - 1) * sizeof(double));
  s->u[1] = a->reset; s->rate[1] = 0; s->m[1] = k > 0 ? n[own][k - 1] : 0; s->v[1] = 0;

  s->older[K] = 0;
  if (K > 1) s->older[K - 1] = 0;
  for (int age = K - 2; age >= 1; age--)
    s->older[age] = s->older[age + 1] + (k >= age + 1 ? s->recall[age + 1] * n[own][k - age - 1] : 0);

  double W = 0, X = s->m[1], Y = 0, Z = s->v[1];
  for (int age = 2; age <= K; age++) {
    const double u = a->rest + (s->u[age] - a->rest) * em + drive;
    const double rate = a->c * exp((u - threshold - s->theta[age] - s->older[age]) / a->delta);
    const double fire = 1 - exp(-dt / 2 * (rate + s->rate[age])), m = s->m[age], v = s->v[age];
    s->u[age] = u; s->rate[age] = rate;
    W += fire * m; X += m; Y += fire * v; Z += v;
    s->v[age] = (1 - fire) * (1 - fire) * v + fire * m;
    s->m[age] = (1 - fire) * m;
  }
  const double pl = Z + s->z > 0 ? (Y + pfree * s->z) / (Z + s->z) : 0, nbar = W + pfree * s->x + pl * (a->size - X - s->x);
  s->z = (1 - pfree) * (1 - pfree) * s->z + pfree * s->x + s->v[K];
  s->x = (1 - pfree) * s->x + s->m[K];
  return nbar;
}

static double loglikelihood(int steps, int K, int *const n[], double *const input[])
{
  State s[POPS];
  double sum = 0;
  for (int a = 0; a < POPS; a++) begin(&s[a], &table7[a], K);
  for (int k = 0; k < steps; k++)
    for (int a = 0; a < POPS; a++) {
      const double N = table7[a].size, nbar = expect(&s[a], &table7[a], table7, a, k, K, input[a][k], n);
      const double p = fmin(fmax(nbar / N, 1e-8), 1 - 1e-8), count = n[a][k];
      if (k >= steps / 2)
        sum += lgamma(N + 1) - lgamma(count + 1) - lgamma(N - count + 1) + count * log(p) + (N - count) * log(1 - p);
    }
  for (int a = 0; a < POPS; a++) end(&s[a]);
  return sum;
}

static uint64_t state = 88172645463325252ULL;

static double uniform(void)
{
  state ^= state << 13; state ^= state >> 7; state ^= state << 17;
  return (state >> 11) * (1.0 / 9007199254740992.0);
}

static int poisson(double mean)
{
  const double least = exp(-mean);
  double product = uniform();
  int count = 0;
  while (product > least && count < 60) { product *= uniform(); count++; }
  return count;
}

int main(int argc, char **argv)
{
  const int steps = argc > 1 ? atoi(argv[1]) : 10000, K = argc > 2 ? atoi(argv[2]) : 1000, repeats = argc > 3 ? atoi(argv[3]) : 3;
  int *n[POPS];
  double *input[POPS], best = 1e30, value = 0;
  for (int a = 0; a < POPS; a++) { n[a] = malloc(steps * sizeof(int)); input[a] = malloc(steps * sizeof(double)); }
  for (int k = 0; k < steps; k++) {
    const double wave = sin(2 * acos(-1) * 2 * k * dt);
    input[0][k] = .25 * wave; input[1][k] = .1 * wave;
    n[0][k] = poisson(2.5 + 2 * wave); n[1][k] = poisson(.9 + .5 * wave);
  }
  for (int r = 0; r < repeats; r++) {
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    value = loglikelihood(steps, K, n, input);
    clock_gettime(CLOCK_MONOTONIC, &to);
    best = fmin(best, to.tv_sec - from.tv_sec + 1e-9 * (to.tv_nsec - from.tv_nsec));
  }
  printf("%.6f %.9f\n", best, value);
  return 0;
}
