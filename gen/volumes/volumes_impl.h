/* volumes_impl.h - what the files of this folder share */
#ifndef VOLUMES_VOLUMES_IMPL_H
#define VOLUMES_VOLUMES_IMPL_H

#include "base/buf.h"
#include "volumes/volumes.h"

#endif
