//! Does it count on that day, and until when: questions whose answers follow from what the providers say of renewal.

#![allow(clippy::unwrap_used)]

mod common;

use certpath::{Graph, embedded};

/// What is held | which certification, on which day | whether it counts, and until when. A line of `#` names the provider.
const QUESTIONS: &str = "
# microsoft
azure-administrator-associate@2026-01-15,azure-administrator-associate@2026-05-01 | azure-administrator-associate 2027-03-01 | no until 2027-01-15
azure-administrator-associate@2025-05-01,azure-solutions-architect-expert@2025-06-01,azure-solutions-architect-expert@2026-02-10 | azure-administrator-associate 2026-06-15 | no until 2026-05-01
azure-security-engineer-associate@2025-12-01 | azure-security-engineer-associate 2026-11-20 | yes until 2026-12-01
azure-administrator-associate@2021-05-10 | azure-administrator-associate 2022-09-01 | yes until 2023-05-10
azure-administrator-associate@2024-08-01,azure-administrator-associate@2026-02-10 | azure-administrator-associate 2026-11-26 | yes until 2027-02-10
azure-fundamentals@2019-06-01 | azure-fundamentals 2026-11-26 | yes for life
# aws
aws-cloud-practitioner@2024-02-10,aws-solutions-architect-associate@2026-01-20 | aws-cloud-practitioner 2027-06-01 | yes until 2029-01-20
aws-security-specialty@2023-11-01,aws-solutions-architect-professional@2026-02-01 | aws-security-specialty 2026-11-26 | no until 2026-11-01
aws-ai-practitioner@2025-01-15,aws-machine-learning-engineer-associate@2026-02-01 | aws-ai-practitioner 2028-03-01 | yes until 2029-02-01
aws-data-engineer-associate@2024-04-01,aws-solutions-architect-professional@2026-05-01 | aws-data-engineer-associate 2027-05-01 | no until 2027-04-01
# cncf
cka@2024-06-10,cks@2026-09-01 | cka 2026-11-26 | yes until 2028-09-01
cka@2025-02-01,cks@2025-03-01,cks@2026-10-01 | cka 2027-03-01 | yes until 2028-10-01
cks@2024-02-01 | cks 2026-03-01 | no until 2026-02-01
# linux-foundation
lfcs@2024-03-20 | lfcs 2026-11-26 | yes until 2027-03-20
# lpi
lpic-1@2021-06-01,lpic-2@2024-01-15,lpic-3-security@2026-02-01 | lpic-1 2030-01-01 | yes until 2031-02-01
lpic-1@2021-06-01 | lpic-1 2026-11-26 | no until 2026-06-01
lpic-1@2019-05-01,201-450@2025-01-10,202-450@2025-02-01 | lpic-2 2026-11-26 | never held
# snowflake
snowpro-core@2024-06-01,snowpro-advanced-architect@2024-11-01,snowpro-advanced-data-engineer@2026-02-01 | snowpro-core 2027-06-01 | yes until 2028-02-01
# hashicorp
terraform-associate@2023-07-01,terraform-authoring-operations-advanced@2026-03-01 | terraform-associate 2026-11-26 | no until 2025-07-01
# google-cloud
professional-cloud-architect@2024-10-01 | professional-cloud-architect 2026-10-20 | no until 2026-10-01
# cisco
ccna@2023-09-01,350-401@2026-05-01 | ccna 2026-11-26 | yes until 2029-05-01
ccnp-enterprise@2024-01-10,ccna@2024-05-01,ccnp-enterprise@2026-09-01 | ccnp-enterprise 2027-03-01 | yes until 2029-09-01
ccnp-enterprise@2024-01-10,ccna@2024-05-01,ccnp-enterprise@2026-09-01 | ccna 2027-06-01 | yes until 2029-09-01
ccst-networking@2025-08-01,200-301@2026-09-10 | ccst-networking 2030-10-01 | yes until 2031-09-10
# comptia
comptia-a-plus@2022-03-01,comptia-security-plus@2025-06-01 | comptia-a-plus 2026-11-26 | no until 2025-03-01
comptia-security-plus@2023-09-01,comptia-network-plus@2026-05-01 | comptia-security-plus 2026-11-26 | no until 2026-09-01
comptia-cysa-plus@2023-11-15,comptia-pentest-plus@2024-06-01,comptia-pentest-plus@2026-10-01 | comptia-pentest-plus 2027-09-01 | yes until 2030-06-01
comptia-a-plus@2024-03-01,comptia-network-plus@2024-09-01,comptia-security-plus@2025-03-01 | comptia-csis 2027-06-01 | yes until 2028-03-01
comptia-security-plus@2024-05-01,comptia-cloud-plus@2024-10-01 | comptia-cscp 2027-08-01 | no until 2027-05-01
# juniper
jncia-junos@2023-09-10,jncia-sec@2024-02-01,jncis-sec@2026-05-15 | jncia-junos 2026-11-26 | yes until 2029-05-15
jncis-sec@2023-08-01,jncis-ent@2023-10-01,jncip-ent@2026-03-01 | jncis-sec 2026-11-26 | no until 2026-08-01
# fortinet
nse-4@2026-08-01,nse-5-sase@2026-10-20 | nse-4 2028-09-15 | no until 2028-08-01
nse-4@2026-08-01,nse-5-sase@2026-08-15,nse-5-secure-networking@2026-09-01,nse-7-secure-networking@2026-10-20 | nse-5-sase 2028-09-15 | no until 2028-08-15
# ec-council
ceh@2022-05-01 | ceh 2026-11-26 | no until 2025-05-01
# peoplecert
prince2-foundation@2024-01-10,prince2-practitioner@2026-05-20 | prince2-foundation 2027-03-01 | yes until 2029-05-20
itil-foundation@2026-03-01,itil-product@2026-10-01 | itil-foundation 2029-06-01 | yes until 2029-10-01
# offsec
oscp@2020-02-01 | oscp 2026-11-26 | yes for life
# istqb
ctel-tm@2018-10-01 | ctel-tm 2026-11-26 | no until 2025-10-01
";

/// More of the kind, with the ends of months, windows and graces, chains, spans and retired certifications.
const MORE: &str = "
# microsoft
azure-administrator-associate@2025-08-01,azure-administrator-associate@2026-03-01 | azure-administrator-associate 2026-11-26 | yes until 2027-08-01
azure-administrator-associate@2025-08-01,azure-administrator-associate@2026-02-01 | azure-administrator-associate 2026-11-26 | yes until 2027-08-01
azure-administrator-associate@2025-08-01,azure-administrator-associate@2026-01-31 | azure-administrator-associate 2026-11-26 | no until 2026-08-01
azure-administrator-associate@2025-08-01,azure-administrator-associate@2026-08-01 | azure-administrator-associate 2026-11-26 | yes until 2027-08-01
azure-administrator-associate@2025-02-28,azure-administrator-associate@2025-08-28 | azure-administrator-associate 2026-11-26 | yes until 2027-02-28
azure-security-engineer-associate@2025-12-01,azure-security-engineer-associate@2026-09-15 | azure-security-engineer-associate 2026-11-20 | yes until 2026-12-01
azure-security-engineer-associate@2025-10-01,azure-security-engineer-associate@2026-08-15 | azure-security-engineer-associate 2026-11-20 | yes until 2027-10-01
azure-administrator-associate@2021-07-15 | azure-administrator-associate 2022-07-16 | no until 2022-07-15
azure-administrator-associate@2021-05-10,azure-administrator-associate@2023-01-10 | azure-administrator-associate 2024-01-01 | yes until 2024-05-10
azure-administrator-associate@2023-03-01,azure-administrator-associate@2023-10-01,azure-administrator-associate@2024-10-01,azure-administrator-associate@2025-10-01 | azure-administrator-associate 2026-11-26 | yes until 2027-03-01
azure-administrator-associate@2025-05-01,azure-solutions-architect-expert@2026-03-01 | azure-administrator-associate 2026-06-15 | no until 2026-05-01
azure-administrator-associate@2025-01-01,azure-solutions-architect-expert@2025-12-01,azure-solutions-architect-expert@2026-07-01 | azure-solutions-architect-expert 2026-12-15 | yes until 2027-12-01
azure-administrator-associate@2024-02-29 | azure-administrator-associate 2025-03-01 | no until 2025-02-28
azure-administrator-associate@2021-06-29 | azure-administrator-associate 2023-06-29 | yes until 2023-06-29
azure-administrator-associate@2021-06-30 | azure-administrator-associate 2022-07-01 | no until 2022-06-30
azure-developer-associate@2025-10-01,AZ-400@2026-09-01 | devops-engineer-expert 2026-11-26 | yes until 2027-09-01
azure-developer-associate@2025-08-01,AZ-400@2026-09-01 | devops-engineer-expert 2026-11-26 | never held
AZ-104@2025-08-31 | azure-administrator-associate 2026-08-31 | yes until 2026-08-31
AZ-104@2025-08-31,azure-administrator-associate@2026-02-28 | azure-administrator-associate 2026-11-26 | yes until 2027-08-31
AZ-104@2024-05-01,azure-administrator-associate@2025-04-30,AZ-305@2025-10-01 | azure-solutions-architect-expert 2026-09-30 | yes until 2026-10-01
AZ-305@2025-02-01,AZ-104@2025-10-01 | azure-solutions-architect-expert 2026-06-30 | yes until 2026-10-01
AZ-104@2024-01-01,AZ-305@2025-02-01 | azure-solutions-architect-expert 2026-06-30 | never held
AZ-103@2020-03-01 | azure-administrator-associate 2021-12-01 | yes until 2022-03-01
AZ-103@2020-03-01,azure-administrator-associate@2021-11-01,azure-administrator-associate@2022-10-01 | azure-administrator-associate 2023-11-01 | yes until 2024-03-01
AZ-204@2026-01-10 | azure-developer-associate 2026-11-26 | yes until 2027-01-10
SC-200@2025-12-01,SC-100@2026-01-01 | cybersecurity-architect-expert 2026-12-15 | yes until 2027-01-01
AZ-900@2020-01-01 | azure-fundamentals 2030-01-01 | yes for life
AZ-400@2024-01-01,AZ-104@2026-01-05 | devops-engineer-expert 2026-12-31 | yes until 2027-01-05
azure-solutions-architect-expert@2021-06-01,azure-solutions-architect-expert@2022-12-15,azure-solutions-architect-expert@2023-12-20 | azure-solutions-architect-expert 2025-01-01 | yes until 2025-06-01
# github
github-actions@2024-06-01 | github-actions 2026-11-26 | no until 2026-06-01
github-foundations@2022-06-01 | github-foundations 2026-11-26 | yes for life
github-actions@2024-06-01,github-actions@2026-02-01 | github-actions 2026-11-26 | yes until 2028-02-01
GH-200@2024-09-30 | github-actions 2026-09-30 | yes until 2026-09-30
GH-900@2024-09-30 | github-foundations 2029-09-30 | yes for life
github-copilot@2024-09-01,github-copilot@2026-09-20 | github-copilot 2026-11-26 | yes until 2028-09-20
# aws
aws-cloud-practitioner@2024-02-10,aws-cloud-practitioner@2026-01-05 | aws-cloud-practitioner 2026-11-26 | yes until 2029-01-05
aws-solutions-architect-associate@2023-03-10,aws-solutions-architect-professional@2025-12-01 | aws-solutions-architect-associate 2026-11-26 | yes until 2028-12-01
aws-solutions-architect-associate@2023-03-10,aws-solutions-architect-professional@2023-12-01,aws-solutions-architect-professional@2025-12-20 | aws-solutions-architect-associate 2026-11-26 | yes until 2028-12-20
aws-developer-associate@2023-06-01,aws-devops-engineer-professional@2026-02-01 | aws-developer-associate 2026-11-26 | yes until 2029-02-01
aws-sysops-administrator-associate@2023-12-01,aws-devops-engineer-professional@2026-02-01 | aws-sysops-administrator-associate 2026-12-26 | yes until 2029-02-01
aws-cloudops-engineer-associate@2025-12-01,aws-devops-engineer-professional@2026-02-01 | aws-cloudops-engineer-associate 2026-12-26 | yes until 2029-02-01
aws-cloud-practitioner@2023-02-10,aws-solutions-architect-professional@2026-02-10 | aws-cloud-practitioner 2026-11-26 | yes until 2029-02-10
aws-cloud-practitioner@2023-02-10,aws-solutions-architect-professional@2026-02-11 | aws-cloud-practitioner 2026-11-26 | no until 2026-02-10
aws-ai-practitioner@2025-01-15,aws-solutions-architect-professional@2026-02-01 | aws-ai-practitioner 2028-03-01 | no until 2028-01-15
aws-machine-learning-specialty@2023-12-01,aws-machine-learning-specialty@2026-06-01 | aws-machine-learning-specialty 2026-12-15 | no until 2026-12-01
aws-solutions-architect-associate@2024-03-10,aws-developer-associate@2026-01-10 | aws-solutions-architect-associate 2027-04-26 | no until 2027-03-10
aws-cloud-practitioner@2024-02-10,aws-security-specialty@2026-01-10 | aws-cloud-practitioner 2027-04-26 | no until 2027-02-10
aws-cloud-practitioner@2024-02-10,SAA-C03@2026-01-20 | aws-cloud-practitioner 2027-06-01 | yes until 2029-01-20
aws-solutions-architect-professional@2024-02-10,aws-devops-engineer-professional@2026-01-10 | aws-solutions-architect-professional 2027-04-26 | no until 2027-02-10
SAA-C03@2023-10-05,SAP-C02@2026-10-05 | aws-solutions-architect-associate 2026-11-26 | yes until 2029-10-05
SAA-C03@2023-10-05,SAP-C02@2026-10-06 | aws-solutions-architect-associate 2026-11-26 | no until 2026-10-05
CLF-C02@2024-01-01,SAA-C03@2025-01-01,SAP-C02@2026-01-01 | aws-cloud-practitioner 2026-11-26 | yes until 2029-01-01
AIF-C01@2024-12-01,MLA-C01@2025-12-01 | aws-ai-practitioner 2026-11-26 | yes until 2028-12-01
DVA-C02@2024-12-01,DOP-C02@2025-12-01,DOP-C02@2026-10-01 | aws-developer-associate 2026-11-26 | yes until 2029-10-01
SCS-C02@2023-06-15,SCS-C03@2026-06-15 | aws-security-specialty 2026-11-26 | yes until 2029-06-15
SOA-C02@2024-06-15,DOP-C02@2025-12-01 | aws-sysops-administrator-associate 2027-11-26 | yes until 2028-12-01
CLF-C02@2023-12-10,aws-solutions-architect-associate@2022-01-01,aws-solutions-architect-associate@2024-12-10 | aws-cloud-practitioner 2027-11-26 | yes until 2027-12-10
aws-developer-associate@2023-06-01,aws-solutions-architect-professional@2026-02-01 | aws-developer-associate 2026-11-26 | no until 2026-06-01
aws-data-engineer-associate@2024-04-01,aws-data-engineer-associate@2027-03-31 | aws-data-engineer-associate 2027-05-01 | yes until 2030-03-31
# google-cloud
professional-cloud-architect@2024-10-01,professional-cloud-architect@2026-09-01 | professional-cloud-architect 2026-11-26 | yes until 2028-09-01
professional-cloud-architect@2024-10-01,professional-cloud-architect@2026-07-01 | professional-cloud-architect 2026-11-26 | no until 2026-10-01
professional-cloud-architect@2024-10-01,professional-cloud-architect@2026-10-20 | professional-cloud-architect 2026-11-26 | yes until 2028-10-20
associate-cloud-engineer@2023-10-01 | associate-cloud-engineer 2026-09-20 | yes until 2026-10-01
associate-cloud-engineer@2023-10-01,professional-cloud-architect@2026-09-20 | associate-cloud-engineer 2026-10-20 | no until 2026-10-01
associate-cloud-engineer@2023-10-01,associate-cloud-engineer@2026-08-02 | associate-cloud-engineer 2026-11-26 | yes until 2029-08-02
cloud-digital-leader@2023-06-01,professional-cloud-architect@2025-06-01 | cloud-digital-leader 2026-11-26 | no until 2026-06-01
professional-cloud-architect@2024-10-01,professional-cloud-architect@2026-11-02 | professional-cloud-architect 2026-11-26 | yes until 2028-11-02
professional-data-engineer@2024-12-31,professional-data-engineer@2026-11-01 | professional-data-engineer 2026-11-26 | yes until 2028-11-01
# cncf
cka@2024-03-20 | cka 2026-11-26 | yes until 2027-03-20
cka@2024-04-01 | cka 2026-11-26 | no until 2026-04-01
kcna@2024-06-01,cka@2026-05-01 | kcna 2026-11-26 | yes until 2028-05-01
kcna@2023-01-01,ckad@2026-05-01 | kcna 2026-11-26 | yes until 2028-05-01
kcsa@2024-06-01,cks@2026-06-20 | kcsa 2026-11-26 | yes until 2028-06-20
cka@2024-06-10,cks@2026-06-17 | cka 2026-11-26 | no until 2026-06-10
cka@2024-06-10,cks@2026-06-18 | cka 2026-11-26 | yes until 2028-06-18
ckad@2024-06-10,cks@2026-09-01 | ckad 2026-11-26 | no until 2026-06-10
kcna@2024-06-01,cka@2024-07-01,cks@2026-09-01 | kcna 2026-11-26 | yes until 2028-09-01
cka@2025-01-15,cka@2026-03-01 | cka 2027-11-26 | yes until 2028-03-01
cka@2019-01-15,cka@2026-03-01 | cka 2027-11-26 | yes until 2028-03-01
cka@2025-01-15,ckad@2025-06-01,cks@2025-09-01,kcna@2025-03-01,kcsa@2025-05-01,kubestronaut@2025-09-01 | kubestronaut 2027-11-26 | yes until 2027-12-31
golden-kubestronaut@2025-09-01 | golden-kubestronaut 2037-11-26 | yes for life
kubestronaut@2024-11-01 | kubestronaut 2026-11-26 | yes until 2026-12-31
cka@2024-01-15,ckad@2024-06-01,cks@2024-09-01,kcna@2024-03-01,kcsa@2024-05-01 | kubestronaut 2026-11-26 | yes until 2026-12-31
CKA@2024-03-31 | cka 2026-11-26 | yes until 2027-03-31
CKS@2024-03-31 | cks 2026-11-26 | no until 2026-03-31
CKA@2024-02-29 | cka 2027-02-28 | yes until 2027-02-28
KCSA@2024-06-01,CKS@2024-08-01,CKS@2026-07-01 | kcsa 2026-11-26 | yes until 2028-07-01
CKA@2025-01-15,CKS@2025-09-01 | cka 2027-03-01 | no until 2027-01-15
CKA@2025-01-15,CKS@2026-06-18,CKS@2028-01-01 | cka 2029-11-26 | yes until 2030-01-01
KCNA@2023-01-01,CKA@2025-06-01 | kcna 2026-11-26 | no until 2026-01-01
CKA@2026-01-15,CKAD@2023-01-20,CKS@2026-02-01,KCNA@2026-03-01,KCSA@2025-06-30 | kubestronaut 2027-12-31 | never held
kubestronaut@2025-05-01,cka@2025-01-01,cka@2026-12-01,ckad@2026-12-01,cks@2026-12-01,kcna@2026-12-01,kcsa@2026-12-01 | kubestronaut 2028-11-26 | yes until 2028-12-31
KCNA@2024-05-01,CKAD@2026-05-01,CKAD@2027-12-01 | kcna 2028-11-01 | yes until 2029-12-01
PCA@2024-05-01 | pca 2026-11-26 | no until 2026-05-01
pca@2024-03-31 | pca 2026-11-26 | yes until 2027-03-31
CKA@2026-01-15,CKAD@2026-01-20,CKS@2026-02-01,KCNA@2026-03-01,KCSA@2025-06-30 | kubestronaut 2028-12-31 | yes until 2028-12-31
# linux-foundation
lfcs@2024-04-01 | lfcs 2026-04-02 | no until 2026-04-01
lfcs@2023-05-01,lfcs@2025-05-01 | lfcs 2027-05-01 | yes until 2027-05-01
lfcs@2024-03-31 | lfcs 2027-04-01 | no until 2027-03-31
LFCS@2024-12-31,LFCS@2026-06-30 | lfcs 2028-06-30 | yes until 2028-06-30
# lpi
lpic-1@2021-06-01,lpic-2@2025-01-15 | lpic-1 2029-11-26 | yes until 2030-01-15
lpic-1@2021-06-01,101-500@2026-01-10,102-500@2026-03-01 | lpic-1 2029-11-26 | yes until 2031-03-01
lpic-1@2021-06-01,lpic-2@2023-01-15,lpic-3-security@2028-02-01 | lpic-2 2030-01-01 | no until 2028-01-15
lpic-1@2020-06-01,lpic-2@2021-01-15,201-450@2025-01-10,202-450@2025-02-01 | lpic-1 2026-11-26 | yes until 2030-02-01
lpic-1@2021-06-01,201-450@2025-01-10,202-450@2025-02-01 | lpic-2 2026-11-26 | yes until 2030-02-01
lpic-1@2021-06-01,201-450@2025-01-10,202-450@2025-02-01 | lpic-1 2026-11-26 | yes until 2030-02-01
lpic-3-security@2021-06-01,lpic-3-mixed-environments@2025-02-01 | lpic-3-security 2026-11-26 | no until 2026-06-01
101-500@2021-01-10,102-500@2021-05-20 | lpic-1 2026-05-20 | yes until 2026-05-20
lpic-1@2019-01-01,lpic-2@2020-01-01,lpic-3-virtualization-containerization@2024-12-31 | lpic-1 2026-11-26 | yes until 2029-12-31
lpic-1@2019-01-01,lpic-2@2020-01-01,lpic-3-virtualization-containerization@2025-01-02 | lpic-1 2026-11-26 | no until 2025-01-01
lpic-1@2020-02-29 | lpic-1 2025-02-28 | yes until 2025-02-28
lpic-1@2021-06-01,lpic-2@2024-01-15,lpic-3-security@2026-02-01 | lpic-2 2030-01-01 | yes until 2031-02-01
lpi-devops-tools-engineer@2021-01-01,lpic-2@2025-01-01 | lpi-devops-tools-engineer 2026-11-26 | no until 2026-01-01
# snowflake
snowpro-core@2024-06-01,snowpro-core@2026-04-01 | snowpro-core 2026-11-26 | yes until 2028-04-01
snowpro-core@2024-06-01,snowpro-advanced-architect@2026-07-01 | snowpro-core 2026-11-26 | no until 2026-06-01
snowpro-advanced-architect@2024-11-01,snowpro-advanced-data-engineer@2026-02-01 | snowpro-advanced-architect 2026-11-26 | no until 2026-11-01
COF-C02@2024-06-01,snowpro-advanced-architect@2026-05-31 | snowpro-core 2028-05-31 | yes until 2028-05-31
snowpro-core@2024-06-01,snowpro-advanced-architect@2025-01-01,snowpro-advanced-architect@2026-11-01 | snowpro-core 2026-12-26 | yes until 2028-11-01
snowpro-core@2024-06-01,snowpro-core@2026-03-01 | snowpro-core 2026-05-15 | yes until 2026-06-01
snowpro-core@2022-06-01,snowpro-core@2026-07-01 | snowpro-core 2026-11-26 | yes until 2028-07-01
snowpro-advanced-architect@2023-06-01,snowpro-advanced-architect@2026-07-01 | snowpro-advanced-architect 2026-11-26 | yes until 2028-07-01
# hashicorp
terraform-associate@2024-07-01,TA-004@2026-03-01 | terraform-associate 2026-11-26 | yes until 2028-03-01
vault-associate@2024-10-01 | vault-associate 2026-11-26 | no until 2026-10-01
TA-003@2024-08-01 | terraform-associate 2026-08-02 | no until 2026-08-01
consul-associate@2025-10-01 | consul-associate 2026-11-26 | yes until 2027-10-01
terraform-authoring-operations-advanced@2025-01-10,terraform-authoring-operations-advanced@2026-08-01 | terraform-authoring-operations-advanced 2027-11-26 | yes until 2028-08-01
terraform-associate@2022-07-01,TA-004@2026-03-01 | terraform-associate 2026-11-26 | yes until 2028-03-01
vault-associate@2024-12-01,VA-003@2026-06-02 | vault-associate 2027-01-01 | yes until 2028-06-02
consul-associate@2024-12-01,consul-associate@2026-07-20 | consul-associate 2026-11-26 | yes until 2026-12-01
# cisco
ccna@2023-09-01,300-410@2026-05-01 | ccna 2026-11-26 | yes until 2029-05-01
ccnp-enterprise@2023-11-01,300-410@2026-05-01 | ccnp-enterprise 2026-11-26 | no until 2026-11-01
ccnp-enterprise@2023-12-01,300-410@2026-05-01,300-415@2026-08-01 | ccnp-enterprise 2026-12-26 | yes until 2029-08-01
ccnp-enterprise@2023-12-01,350-701@2026-05-01 | ccnp-enterprise 2026-12-26 | yes until 2029-05-01
ccna@2023-09-01,ccna@2026-02-01 | ccna 2026-11-26 | yes until 2029-02-01
ccst-networking@2025-07-14 | ccst-networking 2036-11-26 | yes for life
ccst-networking@2025-07-15 | ccst-networking 2030-07-16 | no until 2030-07-15
ccie-enterprise-infrastructure@2023-12-01,350-401@2026-05-01,300-410@2026-06-01 | ccie-enterprise-infrastructure 2026-12-26 | yes until 2029-06-01
ccie-enterprise-infrastructure@2023-12-01,ccie-enterprise-infrastructure@2026-05-01 | ccie-enterprise-infrastructure 2026-12-26 | yes until 2029-05-01
ccie-enterprise-infrastructure@2023-12-01,ccnp-enterprise@2023-12-01,ccna@2023-12-01,300-410@2026-05-01,300-415@2026-05-02,300-420@2026-05-03 | ccna 2026-12-26 | yes until 2029-05-03
ccna@2023-09-01,350-401@2026-09-02 | ccna 2026-11-26 | no until 2026-09-01
ccna@2023-09-01,ccnp-enterprise@2024-01-10,ccnp-enterprise@2026-08-01 | ccna 2026-11-26 | yes until 2029-08-01
350-401@2023-05-01,300-410@2026-04-01 | ccnp-enterprise 2026-11-26 | yes until 2029-04-01
350-401@2023-05-01,300-410@2026-05-02 | ccnp-enterprise 2026-11-26 | never held
200-301@2023-11-30 | ccna 2026-11-30 | yes until 2026-11-30
200-301@2023-11-30,ccna@2026-11-30 | ccna 2026-12-01 | yes until 2029-11-30
350-401@2023-01-10,300-410@2023-06-10,ccnp-enterprise@2026-06-10 | ccnp-enterprise 2026-11-26 | yes until 2029-06-10
ccnp-enterprise@2023-06-10,300-410@2025-01-01,300-415@2026-06-11 | ccnp-enterprise 2026-11-26 | no until 2026-06-10
ccna@2023-06-10,ccnp-enterprise@2024-01-01,350-701@2026-12-01 | ccna 2027-06-26 | yes until 2029-12-01
ccnp-security@2024-06-10,ccnp-enterprise@2024-01-10,ccnp-enterprise@2026-12-01 | ccnp-security 2027-06-26 | yes until 2029-12-01
ccie-enterprise-infrastructure@2023-12-01,ccie-security@2024-05-05,ccie-security@2026-10-01 | ccie-enterprise-infrastructure 2026-12-26 | yes until 2029-10-01
ccie-enterprise-infrastructure@2023-12-01,350-401@2026-05-01 | ccie-enterprise-infrastructure 2026-12-26 | no until 2026-12-01
ccna@2022-12-01,ccna@2025-12-01,300-410@2026-05-01 | ccna 2026-12-26 | yes until 2029-05-01
ccst-cybersecurity@2025-12-01,350-401@2026-05-01 | ccst-cybersecurity 2031-01-01 | yes until 2031-05-01
ccst-cybersecurity@2025-12-01,300-410@2026-05-01 | ccst-cybersecurity 2031-01-01 | yes until 2031-05-01
# red-hat
rhcsa@2023-01-01,rhce@2025-12-01 | rhcsa 2026-11-26 | yes until 2028-12-01
rhce@2019-05-01,EX415@2021-04-01,EX342@2021-06-01 | rhce 2023-06-01 | yes until 2024-06-01
rhcsa@2023-10-01,EX188@2026-06-01 | rhcsa 2026-11-26 | no until 2026-10-01
rhcsa@2020-10-01,rhce@2026-06-01 | rhcsa 2026-11-26 | no until 2023-10-01
rhce@2022-01-01 | rhce 2026-11-26 | no until 2025-01-01
rhcsa@2023-10-01,rhce@2024-01-01,rhce@2026-06-01 | rhcsa 2026-11-26 | yes until 2029-06-01
rhcsa@2023-06-01,EX294@2026-05-01 | rhcsa 2026-11-26 | yes until 2029-05-01
rhcsa@2020-01-01,EX294@2024-06-01 | rhce 2026-11-26 | never held
rhcsa@2020-01-01,rhcsa@2024-05-01,EX294@2024-06-01 | rhce 2026-11-26 | yes until 2027-06-01
rhce@2022-01-10,EX342@2023-01-01,EX415@2023-02-01,EX358@2023-03-01,EX374@2023-04-01,EX442@2023-05-01 | rhca-infrastructure 2026-01-26 | yes until 2026-05-01
rhcsa@2024-06-01,redhat-advanced-sysadmin-enterprise-linux@2026-06-01 | rhcsa 2028-11-26 | yes until 2029-06-01
EX280@2024-01-31,redhat-advanced-sysadmin-openshift@2026-07-31 | redhat-sysadmin-openshift 2027-11-26 | yes until 2029-07-31
rhcsa@2021-01-10,rhcsa@2024-06-01 | rhcsa 2026-11-26 | yes until 2027-06-01
# comptia
comptia-a-plus@2010-06-01 | comptia-a-plus 2036-11-26 | yes for life
comptia-a-plus@2011-01-01 | comptia-a-plus 2014-01-02 | no until 2014-01-01
comptia-security-plus@2024-03-01,comptia-cysa-plus@2026-02-01 | comptia-security-plus 2027-06-01 | yes until 2029-02-01
comptia-a-plus@2024-03-01,comptia-network-plus@2025-03-01 | comptia-a-plus 2027-06-01 | yes until 2028-03-01
comptia-security-plus@2023-11-15,comptia-security-plus@2024-06-01 | comptia-security-plus 2028-11-26 | yes until 2029-11-15
comptia-security-plus@2023-09-01,comptia-security-plus@2026-10-01 | comptia-security-plus 2026-11-26 | yes until 2029-10-01
comptia-cysa-plus@2024-11-15,comptia-pentest-plus@2025-06-01 | comptia-cysa-plus 2028-01-01 | yes until 2028-06-01
comptia-cysa-plus@2023-11-15,comptia-pentest-plus@2023-06-01,comptia-pentest-plus@2025-10-01 | comptia-cysa-plus 2026-11-26 | no until 2026-11-15
comptia-a-plus@2024-03-01,comptia-server-plus@2026-05-01 | comptia-a-plus 2028-01-01 | yes until 2029-05-01
comptia-server-plus@2014-05-01 | comptia-server-plus 2028-01-01 | yes for life
comptia-network-plus@2024-03-01,comptia-security-plus@2024-06-01,comptia-security-plus@2026-06-01 | comptia-network-plus 2028-01-01 | yes until 2030-06-01
comptia-a-plus@2024-03-01,comptia-network-plus@2024-09-01 | comptia-cios 2027-06-01 | yes until 2027-09-01
SY0-601@2021-11-30 | comptia-security-plus 2024-11-30 | yes until 2024-11-30
220-1101@2023-05-01,220-1102@2023-06-01,N10-008@2024-06-01,SY0-701@2025-06-01,CS0-003@2026-06-01 | comptia-a-plus 2027-06-01 | yes until 2029-06-01
SY0-601@2023-01-15,CS0-003@2026-01-15 | comptia-security-plus 2026-11-26 | yes until 2029-01-15
SY0-601@2023-01-15,CS0-003@2026-01-16 | comptia-security-plus 2026-11-26 | no until 2026-01-15
comptia-linux-plus@2023-12-01,comptia-cloud-plus@2026-02-01 | comptia-linux-plus 2027-01-01 | yes until 2029-02-01
comptia-cysa-plus@2023-12-01,comptia-securityx@2025-02-01 | comptia-cysa-plus 2027-01-01 | yes until 2028-02-01
comptia-security-plus@2024-12-01,comptia-cysa-plus@2025-02-01,comptia-cysa-plus@2027-12-01 | comptia-security-plus 2029-01-01 | yes until 2031-02-01
comptia-security-plus@2024-12-01,comptia-pentest-plus@2025-02-01 | comptia-cnvp 2027-12-01 | yes until 2028-02-01
comptia-security-plus@2010-05-01 | comptia-security-plus 2027-12-01 | yes for life
comptia-a-plus@2024-03-01,comptia-a-plus@2025-03-01,comptia-a-plus@2028-01-01 | comptia-a-plus 2030-01-01 | yes until 2033-03-01
# isc2
cissp@2023-05-10 | cissp 2026-11-26 | no until 2026-05-31
cissp@2023-05-10,cissp@2026-03-01 | cissp 2026-11-26 | yes until 2029-05-31
cissp@2023-05-10,cissp@2026-07-01 | cissp 2026-11-26 | yes until 2029-05-31
cissp@2023-09-10,cissp@2026-12-20 | cissp 2027-01-26 | yes until 2029-09-30
cissp@2022-05-10,cissp@2025-09-20 | cissp 2026-11-26 | no until 2025-05-31
ccsp@2023-11-30 | ccsp 2026-11-30 | yes until 2026-11-30
cissp@2024-01-15,ccsp@2023-02-10 | ccsp 2026-11-26 | no until 2026-02-28
sscp@2024-02-01 | sscp 2027-02-28 | yes until 2027-02-28
cissp@2023-05-10,issap@2024-01-10 | issap 2026-11-26 | no until 2026-05-31
cissp@2023-02-28,cissp@2025-12-01 | cissp 2026-11-26 | yes until 2029-02-28
cissp@2021-02-10,cissp@2024-02-29 | cissp 2026-11-26 | yes until 2027-02-28
cissp@2023-05-10,cissp@2026-03-01,issap@2024-01-10 | issap 2027-03-01 | no until 2027-01-10
# isaca
cisa@2025-03-10 | cisa 2026-11-26 | yes until 2026-12-31
cisa@2024-03-10,cisa@2025-12-10 | cisa 2026-11-26 | yes until 2026-12-31
cism@2024-03-10 | cism 2026-11-26 | no until 2025-12-31
cism@2024-03-10,cism@2025-12-31,cism@2026-11-01 | cism 2026-11-26 | yes until 2027-12-31
cisa@2023-12-31 | cisa 2024-12-31 | yes until 2024-12-31
cisa@2025-02-01,cisa@2026-03-01 | cisa 2027-06-01 | yes until 2027-12-31
crisc@2025-06-30,crisc@2027-02-20 | crisc 2027-03-01 | yes until 2027-12-31
# pmi
pmp@2023-05-10,pmp@2025-03-01 | pmp 2026-11-26 | yes until 2029-05-10
pmp@2023-05-10,pmp@2026-10-01 | pmp 2026-11-26 | yes until 2029-05-10
pmp@2022-05-10 | pmp 2026-11-26 | no until 2025-05-10
pmp@2023-05-10 | pmp 2026-11-26 | no until 2026-05-10
pmp@2020-02-29 | pmp 2023-02-28 | yes until 2023-02-28
pmp@2022-10-01,pmp@2026-09-30 | pmp 2026-11-26 | yes until 2028-10-01
pmp@2022-10-01,pmp@2026-10-02 | pmp 2026-11-26 | no until 2025-10-01
capm@2024-10-01,pmp@2026-05-01 | capm 2027-11-26 | no until 2027-10-01
pmp@2023-11-30,pmp@2026-11-30 | pmp 2027-01-30 | yes until 2029-11-30
pgmp@2023-05-31,pgmp@2027-05-31 | pgmp 2027-06-30 | yes until 2029-05-31
pmi-acp@2021-01-01,pmi-acp@2023-06-01,pmi-acp@2026-06-01 | pmi-acp 2026-11-26 | yes until 2030-01-01
# juniper
jncis-ent@2023-12-01,jncip-dc@2026-03-01 | jncis-ent 2026-12-26 | yes until 2029-03-01
jncia-junos@2023-12-01,jncia-sec@2026-03-01 | jncia-junos 2026-12-26 | yes until 2029-03-01
jncie-ent@2023-12-01,jncip-ent@2020-03-01,jncip-ent@2023-02-01,jncip-ent@2026-01-10 | jncie-ent 2026-12-26 | yes until 2029-01-10
jncis-ent@2023-12-01,jncip-sp@2026-03-01 | jncis-ent 2026-12-26 | no until 2026-12-01
jncia-junos@2023-12-01,jncis-ent@2024-05-01,jncip-ent@2025-05-01 | jncis-ent 2027-12-26 | yes until 2028-05-01
jncia-junos@2023-12-01,jncis-ent@2024-05-01,jncip-ent@2025-05-01 | jncia-junos 2027-12-26 | yes until 2028-05-01
jncia-devops@2023-12-01,jncie-sec@2026-11-30 | jncia-devops 2026-12-26 | yes until 2029-11-30
jncip-sec@2023-09-01,jncie-sec@2026-08-30 | jncip-sec 2026-12-26 | yes until 2029-08-30
jncie-sec@2023-12-01,jncip-sec@2023-11-01,jncip-sec@2026-06-01,jncis-sec@2023-10-01,jncia-sec@2023-09-30 | jncia-sec 2026-12-26 | yes until 2029-06-01
jncie-sec@2023-12-01,jncip-sec@2023-11-01,jncip-sec@2026-06-01 | jncie-sec 2026-12-26 | yes until 2029-06-01
jncia-junos@2023-12-01,jncia-cloud@2026-06-01 | jncia-junos 2026-12-26 | yes until 2029-06-01
jncis-sp@2023-12-01,jncis-sp@2026-11-30,jncia-junos@2024-01-01 | jncia-junos 2027-12-26 | yes until 2029-11-30
# fortinet
nse-4@2026-08-01,nse-7-secure-networking@2026-10-20 | nse-4 2028-09-15 | yes until 2028-10-20
nse-1@2026-08-01,nse-4@2026-10-20 | nse-1 2028-09-15 | yes until 2028-10-20
nse-5-secure-networking@2026-08-01,nse-4@2026-08-01,nse-7-secure-networking@2026-10-20 | nse-5-secure-networking 2028-09-15 | yes until 2028-10-20
nse-3@2026-08-01,nse-4@2026-10-20 | nse-3 2028-09-15 | yes until 2028-10-20
nse-4@2026-08-01,nse-6-sase@2026-08-15,nse-7-sase@2026-10-20 | nse-6-sase 2028-09-15 | yes until 2028-10-20
nse-4@2026-08-01,nse-6-sase@2026-08-15,nse-7-sase@2026-10-20 | nse-4 2028-09-15 | yes until 2028-10-20
nse-4@2026-08-01,nse-5-secure-networking@2026-08-10,nse-6-secure-networking@2026-08-20,nse-7-secure-networking@2026-09-01,nse-7-secure-networking@2028-08-15 | nse-6-secure-networking 2029-01-01 | yes until 2030-08-15
nse-2@2026-08-01,nse-3@2026-10-20 | nse-2 2028-09-15 | yes until 2028-10-20
nse-3@2026-08-01,nse-2@2026-10-20 | nse-3 2028-09-15 | no until 2028-08-01
nse-4@2026-08-01 | nse-4 2028-08-01 | yes until 2028-08-01
# giac
gsec@2022-05-01,gsec@2025-05-01 | gsec 2028-11-26 | yes until 2030-05-01
gsec@2022-05-01,gsec@2023-05-01 | gsec 2026-11-26 | no until 2026-05-01
gcih@2022-11-15,gcih@2026-11-01 | gcih 2026-11-26 | yes until 2030-11-15
gcih@2022-11-15,gsec@2026-05-01 | gcih 2026-11-26 | no until 2026-11-15
gcih@2020-02-29 | gcih 2024-02-29 | yes until 2024-02-29
gsec@2018-05-01,gsec@2022-04-30,gsec@2026-04-30 | gsec 2028-11-26 | yes until 2030-05-01
gsec@2018-05-01,gsec@2023-05-01 | gsec 2026-11-26 | yes until 2027-05-01
gcia@2022-11-30,gcia@2024-11-30 | gcia 2027-01-01 | yes until 2030-11-30
gcia@2022-11-30,gcia@2024-11-29 | gcia 2027-01-01 | no until 2026-11-30
# ec-council
ceh@2023-05-01,ceh@2026-10-01 | ceh 2026-11-26 | yes until 2029-05-01
ceh@2023-05-01 | ceh 2026-11-26 | no until 2026-05-01
ceh@2022-11-30,ceh@2026-11-01 | ceh 2026-12-01 | yes until 2028-11-30
ceh@2024-05-01,ceh-practical@2025-01-01 | ceh-master 2026-11-26 | yes until 2027-05-01
ceh@2021-01-31,ceh@2024-06-30 | ceh 2026-11-26 | yes until 2027-01-31
ceh@2021-01-31,ceh@2025-02-01 | ceh 2026-11-26 | no until 2024-01-31
# offsec
oscp-plus@2024-11-10 | oscp-plus 2027-11-11 | no until 2027-11-10
oscp-plus@2024-11-10,osep@2026-05-01 | oscp-plus 2027-11-11 | yes until 2029-05-01
oscp@2022-01-01 | oscp-plus 2026-11-26 | never held
osep@2021-01-01 | osep 2036-11-26 | yes for life
oscp-plus@2024-11-10,oscp-plus@2026-05-01 | oscp-plus 2027-12-11 | yes until 2030-11-10
oscp@2019-05-05,oscp-plus@2025-05-05 | oscp 2029-05-05 | yes for life
oscp-plus@2024-11-30,oscp-plus@2027-11-01 | oscp-plus 2028-01-01 | yes until 2030-11-30
oscc@2025-01-31 | oscc 2028-01-31 | yes until 2028-01-31
# f5
f5-ca-big-ip@2024-11-10,f5-cts-ltm@2026-05-01 | f5-ca-big-ip 2027-11-11 | yes until 2028-05-01
f5-ca-big-ip@2024-01-15,f5-ca-big-ip@2026-02-10 | f5-ca-big-ip 2026-11-26 | yes until 2028-01-15
f5-ca-big-ip@2024-11-10,f5-ca-big-ip@2026-12-01 | f5-ca-big-ip 2027-01-26 | yes until 2028-11-10
f5-ca-big-ip@2024-11-10 | f5-ca-big-ip 2026-11-26 | no until 2026-11-10
f5-ca-big-ip@2023-01-15,f5-cts-ltm@2024-11-10,f5-cts-ltm@2026-10-01 | f5-ca-big-ip 2027-11-11 | yes until 2028-11-10
# istqb
ctfl@2008-10-01 | ctfl 2026-11-26 | yes for life
ctel-tm@2019-12-01 | ctel-tm 2026-11-26 | yes until 2026-12-01
ctal-tm@2012-12-01 | ctal-tm 2026-11-26 | yes for life
# iapp
cipm@2024-10-01,cipm@2026-05-01 | cipm 2027-11-26 | yes until 2028-10-01
cipp-e@2024-10-01 | cipp-e 2026-11-26 | no until 2026-10-01
cipp-us@2024-12-31,cipm@2025-01-31 | fip 2026-12-26 | yes until 2026-12-31
# iiba
cbap@2023-10-01,cbap@2027-05-01 | cbap 2027-11-26 | yes until 2029-10-01
cbap@2022-10-01,cbap@2026-09-01 | cbap 2026-11-26 | yes until 2028-10-01
ccba@2022-12-01,ccba@2026-11-30 | ccba 2026-12-26 | yes until 2028-12-01
ccba@2022-12-01,ccba@2026-12-02 | ccba 2026-12-26 | no until 2025-12-01
# scrum-alliance
csm@2024-10-01,csp-sm@2026-05-01 | csm 2027-11-26 | yes until 2028-05-01
a-csm@2024-10-01,csp-sm@2026-05-01,csm@2023-01-01 | csm 2027-11-26 | yes until 2028-05-01
csm@2024-02-29 | csm 2026-02-28 | yes until 2026-02-28
# vmware
vcp-vcf-administrator@2025-07-01 | vcp-vcf-administrator 2028-07-02 | no until 2028-07-01
vcp-dcv@2020-05-01 | vcp-dcv 2026-11-26 | yes for life
vcp-vvf-administrator@2025-07-31 | vcp-vvf-administrator 2028-07-31 | yes until 2028-07-31
vcp-vcf-administrator@2025-12-31 | vcp-vcf-administrator 2028-12-31 | yes until 2028-12-31
# okta
okta-certified-professional@2025-01-01,okta-certified-administrator@2026-05-01 | okta-certified-professional 2027-07-02 | yes until 2028-05-01
okta-certified-professional@2023-01-01,okta-certified-administrator@2024-06-01,okta-certified-consultant@2026-05-01 | okta-certified-professional 2027-07-02 | yes until 2028-05-01
okta-certified-professional@2024-01-01,okta-certified-administrator@2025-12-01,okta-certified-consultant@2027-06-01 | okta-certified-administrator 2028-01-01 | yes until 2029-06-01
okta-certified-professional@2023-01-01,okta-certified-administrator@2025-06-01 | okta-certified-professional 2026-07-02 | no until 2025-01-01
# cwnp
cwna@2024-01-01,cwsp@2026-05-01 | cwna 2027-07-02 | yes until 2029-05-01
cwna@2023-01-01,cwap@2026-01-02 | cwna 2027-07-02 | no until 2026-01-01
cwna@2024-01-31,cwna@2026-12-31 | cwna 2027-07-02 | yes until 2029-12-31
cwsp@2024-01-31,cwna@2026-12-31 | cwsp 2027-07-02 | no until 2027-01-31
# isa
isa-iec-62443-cybersecurity-fundamentals-specialist@2023-01-01 | isa-iec-62443-cybersecurity-fundamentals-specialist 2026-07-02 | no until 2026-01-01
isa-iec-62443-cybersecurity-fundamentals-specialist@2023-08-31,isa-iec-62443-cybersecurity-fundamentals-specialist@2026-08-01 | isa-iec-62443-cybersecurity-fundamentals-specialist 2027-02-01 | yes until 2029-08-31
# scrum-org
psm-i@2013-01-01 | psm-i 2026-07-02 | yes for life
psm-i@2012-01-01 | psm-i 2036-01-01 | yes for life
# oracle
oci-architect-associate@2024-05-15 | oci-architect-associate 2026-01-15 | no until 2025-11-15
oci-foundations-associate@2025-05-15 | oci-foundations-associate 2026-11-26 | yes until 2027-05-15
java-se-21-developer@2024-05-15 | java-se-21-developer 2036-11-26 | yes for life
oci-architect-associate@2024-08-31 | oci-architect-associate 2026-02-28 | yes until 2026-02-28
oci-architect-professional@2025-08-31 | oci-architect-professional 2027-08-31 | yes until 2027-08-31
# peoplecert
itil-foundation@2023-03-01,itil-product@2026-02-01,itil-service@2026-10-01 | itil-foundation 2027-06-01 | yes until 2029-10-01
prince2-practitioner@2022-12-01,prince2-agile-foundation@2025-06-01 | prince2-practitioner 2026-11-26 | yes until 2028-06-01
prince2-foundation@2019-01-10,prince2-practitioner@2023-02-10 | prince2-practitioner 2026-02-10 | yes until 2026-02-10
# databricks
databricks-data-engineer-associate@2023-06-01,databricks-data-engineer-professional@2025-04-01 | databricks-data-engineer-associate 2026-11-26 | no until 2025-06-01
databricks-data-engineer-associate@2023-06-01,databricks-data-engineer-associate@2026-01-31 | databricks-data-engineer-associate 2028-01-31 | yes until 2028-01-31
databricks-generative-ai-engineer-associate@2024-06-30,databricks-generative-ai-engineer-associate@2026-05-31 | databricks-generative-ai-engineer-associate 2028-05-31 | yes until 2028-05-31
# check-point
ccsa@2024-06-01,ccse@2025-06-01 | ccsa 2026-11-26 | no until 2026-06-01
# mikrotik
mtcna@2023-06-01,mtcre@2025-01-01 | mtcna 2026-11-26 | no until 2026-06-01
mtcna@2023-06-01,mtcna@2026-10-01 | mtcna 2026-11-26 | yes until 2029-10-01
mtcna@2023-11-30,mtcna@2026-08-30 | mtcna 2026-12-26 | yes until 2029-08-30
mtcna@2023-11-30,mtcna@2026-08-29 | mtcna 2026-12-26 | no until 2026-11-30
# salesforce
salesforce-platform-administrator@2026-03-01,salesforce-platform-administrator-ii@2026-06-01 | salesforce-platform-administrator-ii 2027-04-01 | no until 2027-03-01
salesforce-platform-app-builder@2026-02-01,salesforce-platform-developer@2026-03-01,salesforce-platform-data-architect@2026-01-10,salesforce-platform-sharing-visibility-architect@2026-05-05 | salesforce-application-architect 2026-12-26 | yes until 2027-01-10
salesforce-platform-administrator@2025-03-01,salesforce-platform-administrator@2026-02-01 | salesforce-platform-administrator 2026-11-26 | yes, and nobody knows until when
# servicenow
certified-system-administrator@2025-05-01,certified-system-administrator@2026-03-01 | certified-system-administrator 2026-11-26 | yes, and nobody knows until when
# nvidia
nca-genl@2024-11-30 | nca-genl 2026-11-30 | yes until 2026-11-30
# palo-alto
certified-cybersecurity-practitioner@2025-01-10,certified-network-security-professional@2026-01-10 | certified-cybersecurity-practitioner 2027-02-01 | no until 2027-01-10
# open-group
togaf-9-certified@2015-01-01 | togaf-9-certified 2030-01-01 | yes for life
# splunk
splunk-core-certified-user@2023-05-01,splunk-core-certified-user@2027-01-01 | splunk-core-certified-user 2027-02-01 | yes until 2030-01-01
";

/// Answers as the table does: `yes until 2027-01-15`, `no until …`, `yes for life`, `never held`.
fn answer(graph: &Graph<'_>, have: &str, name: &str, day: &str) -> String {
    common::standing(graph, have, name, day, "and nobody knows until when")
}

/// Puts every question of a table, and lists those that are answered otherwise.
#[track_caller]
fn hold(questions: &str) {
    let graph = Graph::new(embedded::catalog());
    let mut provider = "";
    let mut wrong = Vec::new();
    for line in questions.trim().lines() {
        if let Some(next) = line.strip_prefix("# ") {
            provider = next;
            continue;
        }
        let cells: Vec<&str> = line.split(" | ").collect();
        let [have, of, expected] = cells[..] else {
            panic!("{line}");
        };
        let (name, day) = of.split_once(' ').unwrap();
        let in_full = |name: &str| format!("{provider}:{name}");
        let have: Vec<String> = have.split(',').map(in_full).collect();
        let answer = answer(&graph, &have.join(","), &in_full(name), day);
        if answer != expected {
            wrong.push(format!("{provider}: {line}, but is answered: {answer}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_the_providers_say_of_renewal_is_answered() {
    hold(QUESTIONS);
}

#[test]
fn what_follows_from_the_renewals_of_every_provider_is_answered() {
    hold(MORE);
}
