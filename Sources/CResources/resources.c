// Made by Scripts/resources.sh: the files of Migrations/ and Seeds/, by their path.
#include "CResources.h"

static const unsigned char file_1[] = {
#embed "../../Migrations/0001-store.sql" suffix(,)
0};

static const unsigned char file_2[] = {
#embed "../../Migrations/0002-registry.sql" suffix(,)
0};

static const unsigned char file_3[] = {
#embed "../../Migrations/0003-whole-store.sql" suffix(,)
0};

static const unsigned char file_4[] = {
#embed "../../Migrations/0004-more-predicates.sql" suffix(,)
0};

static const unsigned char file_5[] = {
#embed "../../Migrations/0005-mentions.sql" suffix(,)
0};

static const unsigned char file_6[] = {
#embed "../../Migrations/0006-search-names.sql" suffix(,)
0};

static const unsigned char file_7[] = {
#embed "../../Migrations/0007-review.sql" suffix(,)
0};

static const unsigned char file_8[] = {
#embed "../../Migrations/0008-search-pairs.sql" suffix(,)
0};

static const unsigned char file_9[] = {
#embed "../../Migrations/0009-identifier-value.sql" suffix(,)
0};

static const unsigned char file_10[] = {
#embed "../../Migrations/0010-header-synonyms.sql" suffix(,)
0};

static const unsigned char file_11[] = {
#embed "../../Migrations/0011-search-shown.sql" suffix(,)
0};

static const unsigned char file_12[] = {
#embed "../../Migrations/0012-conflict-context.sql" suffix(,)
0};

static const unsigned char file_13[] = {
#embed "../../Seeds/checks/distinct.csv" suffix(,)
0};

static const unsigned char file_14[] = {
#embed "../../Seeds/chips.csv" suffix(,)
0};

static const unsigned char file_15[] = {
#embed "../../Seeds/citations.csv" suffix(,)
0};

static const unsigned char file_16[] = {
#embed "../../Seeds/claims.csv" suffix(,)
0};

static const unsigned char file_17[] = {
#embed "../../Seeds/concepts.csv" suffix(,)
0};

static const unsigned char file_18[] = {
#embed "../../Seeds/countries.csv" suffix(,)
0};

static const unsigned char file_19[] = {
#embed "../../Seeds/events.csv" suffix(,)
0};

static const unsigned char file_20[] = {
#embed "../../Seeds/evidence.csv" suffix(,)
0};

static const unsigned char file_21[] = {
#embed "../../Seeds/facilities.csv" suffix(,)
0};

static const unsigned char file_22[] = {
#embed "../../Seeds/figures.csv" suffix(,)
0};

static const unsigned char file_23[] = {
#embed "../../Seeds/firms.csv" suffix(,)
0};

static const unsigned char file_24[] = {
#embed "../../Seeds/identifiers.csv" suffix(,)
0};

static const unsigned char file_25[] = {
#embed "../../Seeds/institutions.csv" suffix(,)
0};

static const unsigned char file_26[] = {
#embed "../../Seeds/mappings/china-llms.yaml" suffix(,)
0};

static const unsigned char file_27[] = {
#embed "../../Seeds/mappings/cn-mofcom-lists.yaml" suffix(,)
0};

static const unsigned char file_28[] = {
#embed "../../Seeds/mappings/epoch-chip-owners.yaml" suffix(,)
0};

static const unsigned char file_29[] = {
#embed "../../Seeds/mappings/epoch-clusters.yaml" suffix(,)
0};

static const unsigned char file_30[] = {
#embed "../../Seeds/mappings/epoch-companies.yaml" suffix(,)
0};

static const unsigned char file_31[] = {
#embed "../../Seeds/mappings/epoch-hardware.yaml" suffix(,)
0};

static const unsigned char file_32[] = {
#embed "../../Seeds/mappings/epoch-models.yaml" suffix(,)
0};

static const unsigned char file_33[] = {
#embed "../../Seeds/mappings/eto-supply-chain.yaml" suffix(,)
0};

static const unsigned char file_34[] = {
#embed "../../Seeds/mappings/iso-3166.yaml" suffix(,)
0};

static const unsigned char file_35[] = {
#embed "../../Seeds/mappings/mledoze-countries.yaml" suffix(,)
0};

static const unsigned char file_36[] = {
#embed "../../Seeds/mappings/wikidata-firms.yaml" suffix(,)
0};

static const unsigned char file_37[] = {
#embed "../../Seeds/models.csv" suffix(,)
0};

static const unsigned char file_38[] = {
#embed "../../Seeds/names.csv" suffix(,)
0};

static const unsigned char file_39[] = {
#embed "../../Seeds/policies.csv" suffix(,)
0};

static const unsigned char file_40[] = {
#embed "../../Seeds/queries/accelerator-makers.sql" suffix(,)
0};

static const unsigned char file_41[] = {
#embed "../../Seeds/queries/chips-owned.sql" suffix(,)
0};

static const unsigned char file_42[] = {
#embed "../../Seeds/queries/claims-unsupported.sql" suffix(,)
0};

static const unsigned char file_43[] = {
#embed "../../Seeds/queries/conflicting-sources.sql" suffix(,)
0};

static const unsigned char file_44[] = {
#embed "../../Seeds/queries/export-controls.sql" suffix(,)
0};

static const unsigned char file_45[] = {
#embed "../../Seeds/queries/figures-older-than.sql" suffix(,)
0};

static const unsigned char file_46[] = {
#embed "../../Seeds/queries/listed-firms.sql" suffix(,)
0};

static const unsigned char file_47[] = {
#embed "../../Seeds/queries/model-prices.sql" suffix(,)
0};

static const unsigned char file_48[] = {
#embed "../../Seeds/queries/open-closed-gap-compute.sql" suffix(,)
0};

static const unsigned char file_49[] = {
#embed "../../Seeds/queries/open-closed-gap-scores.sql" suffix(,)
0};

static const unsigned char file_50[] = {
#embed "../../Seeds/queries/openness-by-country.sql" suffix(,)
0};

static const unsigned char file_51[] = {
#embed "../../Seeds/queries/single-source.sql" suffix(,)
0};

static const unsigned char file_52[] = {
#embed "../../Seeds/queries/substitutes.sql" suffix(,)
0};

static const unsigned char file_53[] = {
#embed "../../Seeds/queries/suppliers.sql" suffix(,)
0};

static const unsigned char file_54[] = {
#embed "../../Seeds/queries/systems-compared.sql" suffix(,)
0};

static const unsigned char file_55[] = {
#embed "../../Seeds/queries/training-chips.sql" suffix(,)
0};

static const unsigned char file_56[] = {
#embed "../../Seeds/relations.csv" suffix(,)
0};

static const unsigned char file_57[] = {
#embed "../../Seeds/sources.csv" suffix(,)
0};

static const unsigned char file_58[] = {
#embed "../../Seeds/technologies.csv" suffix(,)
0};

static const struct aikb_resource resources[] = {
  {"Migrations/0001-store.sql", file_1, sizeof file_1 - 1},
  {"Migrations/0002-registry.sql", file_2, sizeof file_2 - 1},
  {"Migrations/0003-whole-store.sql", file_3, sizeof file_3 - 1},
  {"Migrations/0004-more-predicates.sql", file_4, sizeof file_4 - 1},
  {"Migrations/0005-mentions.sql", file_5, sizeof file_5 - 1},
  {"Migrations/0006-search-names.sql", file_6, sizeof file_6 - 1},
  {"Migrations/0007-review.sql", file_7, sizeof file_7 - 1},
  {"Migrations/0008-search-pairs.sql", file_8, sizeof file_8 - 1},
  {"Migrations/0009-identifier-value.sql", file_9, sizeof file_9 - 1},
  {"Migrations/0010-header-synonyms.sql", file_10, sizeof file_10 - 1},
  {"Migrations/0011-search-shown.sql", file_11, sizeof file_11 - 1},
  {"Migrations/0012-conflict-context.sql", file_12, sizeof file_12 - 1},
  {"Seeds/checks/distinct.csv", file_13, sizeof file_13 - 1},
  {"Seeds/chips.csv", file_14, sizeof file_14 - 1},
  {"Seeds/citations.csv", file_15, sizeof file_15 - 1},
  {"Seeds/claims.csv", file_16, sizeof file_16 - 1},
  {"Seeds/concepts.csv", file_17, sizeof file_17 - 1},
  {"Seeds/countries.csv", file_18, sizeof file_18 - 1},
  {"Seeds/events.csv", file_19, sizeof file_19 - 1},
  {"Seeds/evidence.csv", file_20, sizeof file_20 - 1},
  {"Seeds/facilities.csv", file_21, sizeof file_21 - 1},
  {"Seeds/figures.csv", file_22, sizeof file_22 - 1},
  {"Seeds/firms.csv", file_23, sizeof file_23 - 1},
  {"Seeds/identifiers.csv", file_24, sizeof file_24 - 1},
  {"Seeds/institutions.csv", file_25, sizeof file_25 - 1},
  {"Seeds/mappings/china-llms.yaml", file_26, sizeof file_26 - 1},
  {"Seeds/mappings/cn-mofcom-lists.yaml", file_27, sizeof file_27 - 1},
  {"Seeds/mappings/epoch-chip-owners.yaml", file_28, sizeof file_28 - 1},
  {"Seeds/mappings/epoch-clusters.yaml", file_29, sizeof file_29 - 1},
  {"Seeds/mappings/epoch-companies.yaml", file_30, sizeof file_30 - 1},
  {"Seeds/mappings/epoch-hardware.yaml", file_31, sizeof file_31 - 1},
  {"Seeds/mappings/epoch-models.yaml", file_32, sizeof file_32 - 1},
  {"Seeds/mappings/eto-supply-chain.yaml", file_33, sizeof file_33 - 1},
  {"Seeds/mappings/iso-3166.yaml", file_34, sizeof file_34 - 1},
  {"Seeds/mappings/mledoze-countries.yaml", file_35, sizeof file_35 - 1},
  {"Seeds/mappings/wikidata-firms.yaml", file_36, sizeof file_36 - 1},
  {"Seeds/models.csv", file_37, sizeof file_37 - 1},
  {"Seeds/names.csv", file_38, sizeof file_38 - 1},
  {"Seeds/policies.csv", file_39, sizeof file_39 - 1},
  {"Seeds/queries/accelerator-makers.sql", file_40, sizeof file_40 - 1},
  {"Seeds/queries/chips-owned.sql", file_41, sizeof file_41 - 1},
  {"Seeds/queries/claims-unsupported.sql", file_42, sizeof file_42 - 1},
  {"Seeds/queries/conflicting-sources.sql", file_43, sizeof file_43 - 1},
  {"Seeds/queries/export-controls.sql", file_44, sizeof file_44 - 1},
  {"Seeds/queries/figures-older-than.sql", file_45, sizeof file_45 - 1},
  {"Seeds/queries/listed-firms.sql", file_46, sizeof file_46 - 1},
  {"Seeds/queries/model-prices.sql", file_47, sizeof file_47 - 1},
  {"Seeds/queries/open-closed-gap-compute.sql", file_48, sizeof file_48 - 1},
  {"Seeds/queries/open-closed-gap-scores.sql", file_49, sizeof file_49 - 1},
  {"Seeds/queries/openness-by-country.sql", file_50, sizeof file_50 - 1},
  {"Seeds/queries/single-source.sql", file_51, sizeof file_51 - 1},
  {"Seeds/queries/substitutes.sql", file_52, sizeof file_52 - 1},
  {"Seeds/queries/suppliers.sql", file_53, sizeof file_53 - 1},
  {"Seeds/queries/systems-compared.sql", file_54, sizeof file_54 - 1},
  {"Seeds/queries/training-chips.sql", file_55, sizeof file_55 - 1},
  {"Seeds/relations.csv", file_56, sizeof file_56 - 1},
  {"Seeds/sources.csv", file_57, sizeof file_57 - 1},
  {"Seeds/technologies.csv", file_58, sizeof file_58 - 1},
};

int aikb_resource_count(void) { return sizeof resources / sizeof *resources; }
struct aikb_resource aikb_resource_at(int i) { return resources[i]; }
