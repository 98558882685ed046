/** How a service outside stands. */
export type ServiceHealth = "healthy" | "unhealthy" | "unconfigured";
