/* One pool, first come first served: see the package. Compiled without fast mathematics, so that sums are to the bit. */

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

typedef struct {
    double *free_at; /* a heap: when each agent is free, the soonest first */
    int64_t agents;
    int64_t abandoned;
    int64_t waited_us; /* each wait rounded to a microsecond once */
} Pool;

static int opened(Pool *pool, int64_t agents) {
    pool->free_at = calloc((size_t)agents, sizeof(double));
    pool->agents = agents;
    pool->abandoned = 0;
    pool->waited_us = 0;
    return pool->free_at != NULL;
}

static void told(const Pool *pool, int64_t *abandoned, int64_t *waited_us) {
    *abandoned = pool->abandoned;
    *waited_us = pool->waited_us;
    free(pool->free_at);
}

/* The agent who is free first is busy until `at`. */
static inline void busy_until(Pool *pool, double at) {
    double *heap = pool->free_at;
    int64_t place = 0, child;
    while ((child = 2 * place + 1) < pool->agents) {
        if (child + 1 < pool->agents && heap[child + 1] < heap[child])
            child++;
        if (heap[child] >= at)
            break;
        heap[place] = heap[child];
        place = child;
    }
    heap[place] = at;
}

static inline void come(Pool *pool, double at, double handling, double patience) {
    double gives_up = at + patience;
    double begins = pool->free_at[0] > at ? pool->free_at[0] : at;
    if (begins > gives_up) { /* whose turn comes at the very end of patience is answered */
        pool->abandoned++;
        begins = gives_up;
    } else
        busy_until(pool, begins + handling);
    pool->waited_us += llrint((begins - at) * 1e6);
}

/* Contacts as they are given. Returns whether there was memory, as below. */
int play(int64_t n, const double *arrivals, const double *handling, const double *patience, int64_t agents,
         int64_t *abandoned, int64_t *waited_us) {
    Pool pool;
    if (!opened(&pool, agents))
        return 0;
    for (int64_t i = 0; i < n; i++)
        come(&pool, arrivals[i], handling[i], patience[i]);
    told(&pool, abandoned, waited_us);
    return 1;
}

/* SplitMix64 (Steele, Lea and Flood 2014), and exponentials by inversion. */
static inline double exponential(uint64_t *state, double mean) {
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    z ^= z >> 31;
    return -log(((double)(z >> 11) + 0.5) * 0x1p-53) * mean;
}

/* Contacts that are drawn on the way. */
int draw_and_play(int64_t n, double rate, double handling, double patience, int64_t agents, uint64_t seed,
                  int64_t *abandoned, int64_t *waited_us) {
    Pool pool;
    double at = 0;
    uint64_t state = seed * 0xd1342543de82ef95u; /* far from where the next seed begins */
    if (!opened(&pool, agents))
        return 0;
    for (int64_t i = 0; i < n; i++) {
        at += exponential(&state, 1 / rate);
        double handled = exponential(&state, handling);
        come(&pool, at, handled, exponential(&state, patience));
    }
    told(&pool, abandoned, waited_us);
    return 1;
}
