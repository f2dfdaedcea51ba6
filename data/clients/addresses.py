"""Where the public services are, unless a setting says otherwise."""

ALTERNANCE = "https://api.apprentissage.beta.gouv.fr/api"
FRANCETRAVAIL = "https://api.francetravail.io/partenaire"
FRANCETRAVAIL_SIGN_IN = "https://entreprise.francetravail.fr"
