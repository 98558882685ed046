/** The health of an external service. */
export type ServiceHealth = "healthy" | "unhealthy" | "unconfigured";
